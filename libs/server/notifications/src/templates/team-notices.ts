import { defineTemplate } from './template';

const ABOUT = { applicationId: 'text', measure: 'titles' } as const;

/** What colleagues ask of each other. */
export const TEAM_NOTICES = {
  'team.mentioned': defineTemplate({
    params: ABOUT,
    link: '/cabinet/applications/{applicationId}',
    words: {
      ru: {
        subject: 'Коллега зовёт вас в обсуждение «{measure}»',
        body: [
          'Вас упомянули в комментарии к заявке «{measure}». Его видят только люди вашей организации, центр не видит.',
          'Откройте заявку, чтобы прочитать и ответить.',
        ],
        action: 'Открыть обсуждение',
      },
      en: {
        subject: 'A colleague calls you to the discussion of “{measure}”',
        body: [
          'You were mentioned in a comment on the application “{measure}”. Only people of your organisation see it, the centre does not.',
          'Open the application to read and answer.',
        ],
        action: 'Open the discussion',
      },
    },
  }),
  'signature.requested': defineTemplate({
    params: ABOUT,
    link: '/cabinet/applications/{applicationId}/sign',
    words: {
      ru: {
        subject: 'Заявка «{measure}» ждёт вашей подписи',
        body: [
          'Коллега заполнил заявку «{measure}» и просит вас её подать. У вас есть право подачи.',
          'Проверьте ответы, суммы и документы. Потом подайте заявку или верните её с комментарием.',
        ],
        action: 'Проверить и подать',
      },
      en: {
        subject: 'Application “{measure}” waits for your signature',
        body: [
          'A colleague has filled in the application “{measure}” and asks you to file it. You have the filing right.',
          'Check the answers, sums and documents. Then file the application or send it back with a comment.',
        ],
        action: 'Check and file',
      },
    },
  }),
  'signature.returned': defineTemplate({
    params: ABOUT,
    link: '/cabinet/applications/{applicationId}/edit/CHECK',
    words: {
      ru: {
        subject: 'Заявку «{measure}» вернули без подписи',
        body: [
          'Заявка «{measure}» не подана: её вернули вам с комментарием. Всё введённое и файлы на месте.',
          'Прочитайте комментарий, исправьте и отправьте на подпись снова.',
        ],
        action: 'Открыть черновик',
      },
      en: {
        subject: 'Application “{measure}” came back unsigned',
        body: [
          'Application “{measure}” is not filed: it came back to you with a comment. Everything you entered and your files are in place.',
          'Read the comment, mend what is asked and send it for signature again.',
        ],
        action: 'Open the draft',
      },
    },
  }),
};
