import type { ArchiveFile } from './register-archive';
import { RegisterXml, type RegisterHeader, type XmlElement } from './register-xml';
import { XmlText } from './xml-text';

/** What one piece of a file brought. */
export interface DocumentChunk {
  header: RegisterHeader;
  documents: XmlElement[];
}

/**
 * The documents of one XML file, as its bytes come in; the reader's pace is the file's pace.
 * @throws FileProblem
 */
export async function* documentsOf(file: Pick<ArchiveFile, 'read'>): AsyncGenerator<DocumentChunk> {
  const text = new XmlText();
  const xml = new RegisterXml();
  const given = (documents: XmlElement[]): DocumentChunk[] =>
    xml.header !== undefined && documents.length > 0 ? [{ header: xml.header, documents }] : [];
  for await (const bytes of file.read()) {
    yield* given(xml.write(text.write(bytes)));
  }
  yield* given(xml.write(text.end()));
  yield* given(xml.end());
}
