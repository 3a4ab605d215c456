import type { Letter, Part } from './letter';
import type { Language } from './params';

/** A letter ready to be sent. */
export interface DrawnLetter {
  subject: string;
  text: string;
  html: string;
}

const AROUND: Record<
  Language,
  { hello: string; helloTo: string; link: string; leave: string; footer: string }
> = {
  ru: {
    hello: 'Здравствуйте.',
    helloTo: 'Здравствуйте, {name}.',
    link: 'Если кнопка не работает, откройте ссылку:',
    leave: 'Не присылать таких писем:',
    footer: 'Письмо отправил портал «Окно». Отвечать на него не нужно: напишите нам в портале.',
  },
  en: {
    hello: 'Hello.',
    helloTo: 'Hello {name}.',
    link: 'If the button does not work, open the link:',
    leave: 'Stop these letters:',
    footer: 'Sent by the portal Okno. Please do not answer this letter: write to us in the portal.',
  },
};

/** The palette of the design (tokens.css, light): letters are always light. */
const COLOUR = {
  page: '#f7f6f3',
  sheet: '#ffffff',
  ink: '#191b20',
  inkSoft: '#50535b',
  accent: '#1b44c4',
  hairline: '#d9d6ce',
};
const FONT = "'Golos Text',system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";

/** Draws a letter as plain text and as HTML. `name` greets the person. */
export function drawLetter(letter: Letter, lang: Language, name: string | null): DrawnLetter {
  const around = AROUND[lang];
  const hello = name === null ? around.hello : around.helloTo.replace('{name}', () => name);
  return {
    subject: oneLine(letter.subject),
    text: [
      hello,
      ...letter.parts.map(partAsText),
      `${letter.action.label}:\n${letter.action.url}`,
      ...(letter.leave === null ? [] : [`${around.leave}\n${letter.leave}`]),
      `—\n${around.footer}`,
    ].join('\n\n'),
    html: page(lang, letter, [
      paragraph(escapeHtml(hello)),
      ...letter.parts.map(partAsHtml),
      button(letter),
      small(`${escapeHtml(around.link)}<br>${link(letter.action.url)}`),
      `<hr style="border:0;border-top:1px solid ${COLOUR.hairline};margin:24px 0 16px">`,
      ...(letter.leave === null
        ? []
        : [small(`${escapeHtml(around.leave)}<br>${link(letter.leave)}`)]),
      small(escapeHtml(around.footer)),
    ]),
  };
}

/** A subject is one header line, whatever a company is called. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}

function partAsText(part: Part): string {
  return 'text' in part
    ? part.text
    : part.items
        .map(({ title, text }, at) => `${at + 1}. ${title === null ? '' : `${title}: `}${text}`)
        .join('\n');
}

function partAsHtml(part: Part): string {
  if ('text' in part) {
    return paragraph(escapeHtml(part.text));
  }
  const items = part.items.map(
    ({ title, text }) =>
      `<li style="margin:0 0 8px">${title === null ? '' : `<strong>${escapeHtml(title)}</strong><br>`}${escapeHtml(text)}</li>`,
  );
  return `<ol style="margin:0 0 16px;padding-left:24px">${items.join('')}</ol>`;
}

function paragraph(html: string): string {
  return `<p style="margin:0 0 16px">${html.replaceAll('\n', '<br>')}</p>`;
}

function small(html: string): string {
  return `<p style="margin:0 0 8px;font-size:14px;line-height:21px;color:${COLOUR.inkSoft};overflow-wrap:anywhere">${html}</p>`;
}

function button(letter: Letter): string {
  const style = `display:inline-block;padding:12px 20px;border-radius:5px;background:${COLOUR.accent};color:#ffffff;font-weight:600;text-decoration:none`;
  return `<p style="margin:24px 0"><a href="${escapeHtml(letter.action.url)}" style="${style}">${escapeHtml(letter.action.label)}</a></p>`;
}

function link(url: string): string {
  return `<a href="${escapeHtml(url)}" style="color:${COLOUR.accent}">${escapeHtml(url)}</a>`;
}

function page(lang: Language, letter: Letter, body: string[]): string {
  const title = escapeHtml(oneLine(letter.subject));
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>${title}</title></head>
<body style="margin:0;padding:24px 12px;background:${COLOUR.page};color:${COLOUR.ink};font:400 16px/24px ${FONT}">
<main style="max-width:600px;margin:0 auto;padding:24px;background:${COLOUR.sheet};border:1px solid ${COLOUR.hairline};border-radius:8px">
<h1 style="margin:0 0 16px;font-size:21px;line-height:28px;font-weight:600">${title}</h1>
${body.join('\n')}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
