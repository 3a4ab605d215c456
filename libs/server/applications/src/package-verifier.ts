/**
 * One HTML file that checks a filed package without the portal: it hashes the content again and compares, lists
 * what was filed, and compares attached files with their sums. It asks nothing of any server. The canonical JSON in it
 * is that of the portal: a test holds them together.
 */
export function packageVerifier(): string {
  return PAGE;
}

/** Between these marks stands what the test runs by itself. */
export const CANONICAL_BEGIN = '/* canonical JSON */';
export const CANONICAL_END = '/* end of canonical JSON */';

const STYLE = `
  :root { color-scheme: light dark; --ok: light-dark(#1d6b3f, #7ed9a4); --no: light-dark(#b3261e, #ffb4ab);
    --paper: light-dark(#f7f6f3, #121418); --sheet: light-dark(#fff, #1a1d23); --ink: light-dark(#1a1c20, #e6e7ea);
    --soft: light-dark(#54585f, #b4b8bf); --line: light-dark(#d9d7d0, #3a3e46); }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 760px; margin: 0 auto; padding: 32px 16px 64px; }
  h1 { font-size: 26px; line-height: 1.2; } h2 { font-size: 19px; margin: 0 0 8px; }
  section { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 16px 0; }
  .soft { color: var(--soft); } .code { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; }
  .yes { color: var(--ok); font-weight: 650; } .no { color: var(--no); font-weight: 650; }
  dl { display: grid; grid-template-columns: minmax(120px, 240px) 1fr; gap: 6px 16px; margin: 0; }
  dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
  label { display: block; font-weight: 600; margin-bottom: 4px; } input { font: inherit; max-width: 100%; min-height: 44px; }
  input[type=text] { width: 100%; box-sizing: border-box; padding: 0 12px; }
  @media (max-width: 520px) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; } }
`;

const SCRIPT = `
'use strict';
${CANONICAL_BEGIN}
function canonicalJson(value) {
  if (Array.isArray(value)) {
    return '[' + value.map(function (one) { return canonicalJson(one); }).join(',') + ']';
  }
  if (typeof value === 'object' && value !== null) {
    return '{' + Object.keys(value).sort().map(function (key) {
      return JSON.stringify(key) + ':' + canonicalJson(value[key]);
    }).join(',') + '}';
  }
  return JSON.stringify(value);
}
${CANONICAL_END}
var WORDS = {
  ru: { title: 'Проверка поданной заявки', lead: 'Страница работает без сети и ничего никуда не отправляет.',
    pack: 'Пакет заявки, файл .json', hash: 'Контрольная сумма с квитанции', hashHint: 'Необязательно. Без неё сверим пакет с суммой внутри него.',
    files: 'Приложенные файлы, чтобы сверить и их', notPack: 'Это не пакет заявки. Нужен файл .json, который портал отдаёт на странице квитанции.',
    yes: 'Совпадает: заявка не изменилась с момента подачи', no: 'Не совпадает: содержимое изменено или сумма от другой заявки',
    counted: 'Посчитанная сумма SHA-256', number: 'Номер', filed: 'Подана', measure: 'Мера', cluster: 'Кластер', inn: 'ИНН', round: 'Круг исправлений',
    answers: 'Ответы', attached: 'Файлы', same: 'файл тот же', other: 'среди выбранных нет', aside: 'Номер, мера, кластер и названия полей показаны для чтения, сумма их не охватывает.' },
  en: { title: 'Check of a filed request', lead: 'The page works without a network and sends nothing anywhere.',
    pack: 'Package of the request, a .json file', hash: 'Control sum from the receipt', hashHint: 'Optional. Without it the package is compared with the sum inside it.',
    files: 'Attached files, to compare them too', notPack: 'This is no package of a request. It takes the .json file that the portal gives on the page of the receipt.',
    yes: 'It fits: the request has not changed since it was filed', no: 'It does not fit: the content was changed, or the sum is of another request',
    counted: 'SHA-256 counted', number: 'Number', filed: 'Filed', measure: 'Measure', cluster: 'Cluster', inn: 'INN', round: 'Round of corrections',
    answers: 'Answers', attached: 'Files', same: 'the same file', other: 'not among those chosen', aside: 'Number, measure, cluster and names of fields are shown to be read; the sum does not cover them.' }
};
var lang = (navigator.language || 'ru').slice(0, 2) === 'ru' ? 'ru' : 'en';
var w = WORDS[lang];
var byId = function (id) { return document.getElementById(id); };
var chosen = null;
var sums = {};
document.documentElement.lang = lang;
document.title = w.title;
document.querySelectorAll('[data-t]').forEach(function (one) { one.textContent = w[one.dataset.t]; });

async function sha256(bytes) {
  var digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), function (one) { return one.toString(16).padStart(2, '0'); }).join('');
}
function add(list, name, value) {
  var dt = document.createElement('dt'); dt.textContent = name;
  var dd = document.createElement('dd'); dd.textContent = value;
  list.append(dt, dd);
}
function plain(value) {
  return value === null || typeof value !== 'object' ? String(value) : JSON.stringify(value, null, 1);
}
function isPackage(one) {
  return one && one.format === 'okno-filed-request' && one.version === 1 && one.content && typeof one.content === 'object';
}
async function show() {
  if (!chosen) { return; }
  var out = byId('result'); var facts = byId('facts'); var answers = byId('answers'); var attached = byId('attached');
  var typed = byId('hash').value.replace(/\\s+/g, '').toLowerCase();
  facts.replaceChildren(); answers.replaceChildren(); attached.replaceChildren();
  byId('told').hidden = false;
  if (!isPackage(chosen)) {
    out.className = 'no'; out.textContent = w.notPack; byId('details').hidden = true;
    return;
  }
  var counted = await sha256(new TextEncoder().encode(canonicalJson(chosen.content)));
  var fits = counted === chosen.hash && (typed === '' || typed === counted);
  out.className = fits ? 'yes' : 'no';
  out.textContent = (fits ? '✓ ' : '✕ ') + (fits ? w.yes : w.no);
  byId('counted').textContent = counted;
  byId('details').hidden = false;
  var content = chosen.content;
  var organisation = content.organisation || {};
  add(facts, w.filed, new Date(content.filedAt).toLocaleString(lang, { timeZone: chosen.zone || 'UTC' }) + ' (' + (chosen.zone || 'UTC') + ')');
  add(facts, w.inn, (organisation.shortName || '') + ', ' + (organisation.inn || ''));
  add(facts, w.round, content.round);
  add(facts, w.number, chosen.number);
  add(facts, w.measure, chosen.measure ? chosen.measure[lang] : '');
  add(facts, w.cluster, chosen.clusterName ? chosen.clusterName[lang] : '');
  Object.keys(content.answers || {}).forEach(function (key) {
    var label = chosen.labels && chosen.labels[key];
    add(answers, label ? label[lang] : key, plain(content.answers[key]));
  });
  (content.documents || []).forEach(function (one) {
    add(attached, one.name, one.sha256 + (Object.keys(sums).length === 0 ? '' : ' — ' + (sums[one.sha256] ? '✓ ' + w.same : '✕ ' + w.other)));
  });
}
byId('pack').addEventListener('change', async function (event) {
  var file = event.target.files[0];
  if (!file) { return; }
  try { chosen = JSON.parse(await file.text()); } catch (error) { chosen = {}; }
  if (chosen === null || typeof chosen !== 'object') { chosen = {}; }
  show();
});
byId('hash').addEventListener('input', show);
byId('files').addEventListener('change', async function (event) {
  sums = {};
  for (var file of event.target.files) { sums[await sha256(await file.arrayBuffer())] = true; }
  show();
});
`;

const PAGE = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Проверка поданной заявки</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1 data-t="title"></h1>
<p class="soft" data-t="lead"></p>
<section>
<p><label for="pack" data-t="pack"></label><input id="pack" type="file" accept=".json,application/json"></p>
<p><label for="hash" data-t="hash"></label><input id="hash" class="code" type="text" autocomplete="off" spellcheck="false" aria-describedby="hash-hint"><br><span id="hash-hint" class="soft" data-t="hashHint"></span></p>
<p><label for="files" data-t="files"></label><input id="files" type="file" multiple></p>
</section>
<section id="told" hidden>
<p id="result" role="status"></p>
<div id="details" hidden>
<p class="soft"><span data-t="counted"></span><br><span id="counted" class="code"></span></p>
<dl id="facts"></dl>
<h2 data-t="answers"></h2><dl id="answers"></dl>
<h2 data-t="attached"></h2><dl id="attached" class="code"></dl>
<p class="soft" data-t="aside"></p>
</div>
</section>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
