import { SaxesParser } from 'saxes';

import { FileProblem } from './file-problem';

/** An element with its attributes and the elements inside it. Names have lost their namespace prefix. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
}

/** What the root element says of the whole file. */
export interface RegisterHeader {
  /** `РЕЕСТРМСП`, `РЕЕСТРМСП-ПП`; an empty string where it is not given. */
  kind: string;
}

/** No register is nested deeper than seven. */
const MAX_DEPTH = 16;
/** Characters without the end of a tag: a single value of this length is an attack. */
const MAX_GAP = 4 * 1024 * 1024;
/** Elements in one document; a document is kept in memory until it is whole. */
const MAX_ELEMENTS = 100_000;

const ROOT = 'Файл';
const DOCUMENT = 'Документ';

/**
 * Reads a register's file piece by piece and gives its documents whole, one after the other. Text
 * between the tags is not kept: registers say everything in attributes.
 */
export class RegisterXml {
  header: RegisterHeader | undefined;
  private readonly parser = new SaxesParser({ xmlns: false, position: false });
  private readonly open: XmlElement[] = [];
  private ready: XmlElement[] = [];
  private depth = 0;
  private elements = 0;
  private gap = 0;

  constructor() {
    this.parser.on('error', (error) => {
      throw new FileProblem('XML_BROKEN', withoutValues(error.message));
    });
    // Entities can only be declared in a DTD, so without one there is nothing to expand.
    this.parser.on('doctype', () => {
      throw new FileProblem('DTD_REFUSED');
    });
    this.parser.on('opentag', (tag) => this.begin(tag.name, tag.attributes));
    this.parser.on('closetag', () => this.finish());
  }

  /**
   * Reads on, and gives the documents that became whole.
   * @throws FileProblem
   */
  write(text: string): XmlElement[] {
    this.gap += text.length;
    if (this.gap > MAX_GAP) {
      throw new FileProblem('TOO_LONG');
    }
    if (text !== '') {
      this.parser.write(text);
    }
    return this.take();
  }

  /** The end of the file. @throws FileProblem when something is still open */
  end(): XmlElement[] {
    this.parser.close();
    return this.take();
  }

  private take(): XmlElement[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  private begin(name: string, attributes: Record<string, string>): void {
    this.gap = 0;
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      throw new FileProblem('TOO_DEEP');
    }
    const local = localName(name);
    if (this.depth === 1) {
      this.readRoot(local, attributes);
      return;
    }
    const parent = this.open.at(-1);
    if (parent === undefined && local !== DOCUMENT) {
      return;
    }
    this.elements += 1;
    if (this.elements > MAX_ELEMENTS) {
      throw new FileProblem('TOO_LONG');
    }
    const element = { name: local, attributes: localNames(attributes), children: [] };
    parent?.children.push(element);
    this.open.push(element);
  }

  private readRoot(name: string, attributes: Record<string, string>): void {
    if (name !== ROOT) {
      throw new FileProblem('NOT_A_REGISTER');
    }
    this.header = { kind: (localNames(attributes)['ТипИнф'] ?? '').trim() };
  }

  private finish(): void {
    this.gap = 0;
    this.depth -= 1;
    const element = this.open.pop();
    if (element !== undefined && this.open.length === 0) {
      this.elements = 0;
      this.ready.push(element);
    }
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function localNames(attributes: Record<string, string>): Record<string, string> {
  const names = Object.keys(attributes);
  return names.some((name) => name.includes(':'))
    ? Object.fromEntries(
        names
          .filter((name) => !name.startsWith('xmlns'))
          .map((name) => [localName(name), attributes[name] ?? '']),
      )
    : attributes;
}

/** The parser quotes names of tags and entities; what stands in quotes may be anything of the file. */
function withoutValues(message: string): string {
  return message
    .replace(/["'«][^"'»]*["'»]/g, '…')
    .replace(/[^\x20-\x7e…]/g, '')
    .slice(0, 120);
}
