import { defineTemplate } from './template';

const DRAFT = { applicationId: 'text', measure: 'titles' } as const;
const LINK = '/cabinet/applications/{applicationId}';

/** Drafts and documents: what happens to them without their writer. */
export const DRAFT_NOTICES = {
  'draft.roundMoved': defineTemplate({
    params: { ...DRAFT, opensOn: 'date', closesOn: 'date' },
    link: LINK,
    words: {
      ru: {
        subject: 'Приём закрыт, черновик «{measure}» ждёт следующего',
        body: [
          'Приём заявок закрылся раньше, чем вы подали «{measure}». Черновик перенесён в следующий приём, всё введённое и файлы на месте.',
          'Следующий приём открыт с {opensOn} по {closesOn}. Заполнять можно уже сейчас.',
          'Когда приём откроется, мы напишем. До этого дня черновик хранится без срока.',
        ],
        action: 'Открыть черновик',
      },
      en: {
        subject: 'The round is closed, draft “{measure}” waits for the next one',
        body: [
          'The intake closed before you filed “{measure}”. The draft was moved to the next round; everything you entered and your files are in place.',
          'The next round runs from {opensOn} to {closesOn}. You can go on filling in now.',
          'We will write when the round opens. Until that day the draft is kept without a term.',
        ],
        action: 'Open the draft',
      },
    },
  }),
  'draft.formChanged': defineTemplate({
    params: DRAFT,
    link: LINK,
    words: {
      ru: {
        subject: 'Условия изменились, ваш черновик «{measure}» цел',
        body: [
          'Центр изменил условия или форму «{measure}». Черновик перенесён в новую редакцию, всё введённое сохранено.',
          'В черновике показано, что именно изменилось. Проверьте отмеченные поля перед подачей.',
        ],
        action: 'Открыть черновик',
      },
      en: {
        subject: 'The terms have changed, your draft “{measure}” is intact',
        body: [
          'The centre changed the terms or the form of “{measure}”. The draft was moved to the new version, everything you entered is kept.',
          'The draft shows what has changed. Check those fields before you file.',
        ],
        action: 'Open the draft',
      },
    },
  }),
  'draft.deleting': defineTemplate({
    params: { ...DRAFT, on: 'date' },
    link: LINK,
    words: {
      ru: {
        subject: 'Черновик «{measure}» удалится {on}',
        body: [
          'Черновик заявки «{measure}» попросили удалить. До {on} его можно вернуть одной кнопкой, потом он исчезнет вместе с ответами.',
          'Если удалять не нужно, откройте черновик и верните его.',
        ],
        action: 'Открыть черновик',
      },
      en: {
        subject: 'Draft “{measure}” will be deleted on {on}',
        body: [
          'Somebody asked to delete the draft of “{measure}”. Until {on} it can be had back by one button; then it is gone with its answers.',
          'If it should stay, open the draft and restore it.',
        ],
        action: 'Open the draft',
      },
    },
  }),
  'document.expiring': defineTemplate({
    params: { organisationId: 'text', document: 'titles', name: 'text', validTo: 'date' },
    link: '/cabinet/organisations/{organisationId}/documents',
    words: {
      ru: {
        subject: 'Документ действует до {validTo}: «{document}»',
        body: [
          'Файл «{name}» из документов вашей организации действует до {validTo}. После этого дня мы не предложим его в заявках.',
          'Получите новый и приложите его к следующей заявке. Если срок указан неверно, исправьте его.',
        ],
        action: 'Открыть документы',
      },
      en: {
        subject: 'A document is valid until {validTo}: “{document}”',
        body: [
          'File “{name}” of your organisation’s documents is valid until {validTo}. After that day it is not offered in applications.',
          'Get a new one and attach it to your next application. If the day is wrong, correct it.',
        ],
        action: 'Open the documents',
      },
    },
  }),
  'draft.roundClosed': defineTemplate({
    params: DRAFT,
    link: LINK,
    words: {
      ru: {
        subject: 'Приём закрыт, черновик «{measure}» сохранён',
        body: [
          'Приём заявок закрылся раньше, чем вы подали «{measure}». Следующий приём центр ещё не объявил.',
          'Черновик сохранён без срока: всё введённое и файлы на месте.',
          'Когда откроется новый приём, мы перенесём черновик в него и напишем вам.',
        ],
        action: 'Открыть черновик',
      },
      en: {
        subject: 'The round is closed, draft “{measure}” is kept',
        body: [
          'The intake closed before you filed “{measure}”. The centre has not announced the next round yet.',
          'The draft is kept without a term: everything you entered and your files are in place.',
          'When a new round opens, we will move the draft to it and write to you.',
        ],
        action: 'Open the draft',
      },
    },
  }),
  'draft.roundOpened': defineTemplate({
    params: { ...DRAFT, closesOn: 'date' },
    link: LINK,
    words: {
      ru: {
        subject: 'Приём открыт: подайте «{measure}» до {closesOn}',
        body: [
          'Открыт новый приём, ваш черновик «{measure}» перенесён в него. Всё введённое и файлы на месте.',
          'Проверьте даты и суммы и подайте заявку до {closesOn}.',
        ],
        action: 'Продолжить заявку',
      },
      en: {
        subject: 'The round is open: file “{measure}” by {closesOn}',
        body: [
          'A new round is open, and your draft “{measure}” was moved to it. Everything you entered and your files are in place.',
          'Check the dates and the sums and file the application by {closesOn}.',
        ],
        action: 'Continue the application',
      },
    },
  }),
};
