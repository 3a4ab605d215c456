import { defineTemplate } from './template';

const ASKED = { organisation: 'text', measure: 'titles', until: 'date' } as const;
const LINK = '/participation#token={secret}';
const DRAFT = { applicationId: 'text', measure: 'titles' } as const;
const CABINET = '/cabinet/applications/{applicationId}';

/** Rows of applications that whoever they name confirms himself. */
export const CONFIRMATION_LETTERS = {
  'confirmation.person': defineTemplate({
    params: ASKED,
    link: LINK,
    secret: 'ROW_CONFIRMATION',
    words: {
      ru: {
        subject: 'Вас указали слушателем: подтвердите участие',
        body: [
          'Организация «{organisation}» подаёт заявку «{measure}» и указала вас слушателем.',
          'На странице по ссылке видно, какие ваши данные указаны и на что нужно согласие. Войти или зарегистрироваться не придётся.',
          'Подтвердить участие или отказаться можно до {until}. По этой же ссылке согласие можно отозвать позже, сохраните письмо.',
          'Если вы не знаете эту организацию, откажитесь по ссылке или ничего не делайте: без вашего согласия вас не обучат.',
        ],
        action: 'Открыть и ответить',
      },
      en: {
        subject: 'You were named for a training: please confirm',
        body: [
          '{organisation} applies for “{measure}” and named you as a person to be trained.',
          'The page behind the link shows which of your data are given and what you would agree to. You need no account.',
          'You can confirm or decline until {until}. By the same link you can take the consent back later, so keep this letter.',
          'If you do not know this organisation, decline by the link or do nothing: nobody is trained without consent.',
        ],
        action: 'Open and answer',
      },
    },
  }),
  'confirmation.partner': defineTemplate({
    params: ASKED,
    link: LINK,
    secret: 'ROW_CONFIRMATION',
    words: {
      ru: {
        subject: 'Вашу организацию указали партнёром: подтвердите участие',
        body: [
          'Организация «{organisation}» подаёт заявку «{measure}» и указала вашу организацию партнёром проекта.',
          'На странице по ссылке видно, что за проект и какая у вас роль. Войти или зарегистрироваться не придётся.',
          'Подтвердить участие или отказаться можно до {until}. По этой же ссылке согласие можно отозвать позже, сохраните письмо.',
          'Если вы ничего не знаете об этом проекте, откажитесь по ссылке.',
        ],
        action: 'Открыть и ответить',
      },
      en: {
        subject: 'Your organisation was named as a partner: please confirm',
        body: [
          '{organisation} applies for “{measure}” and named your organisation as a partner of the project.',
          'The page behind the link shows the project and your role in it. You need no account.',
          'You can confirm or decline until {until}. By the same link you can take the consent back later, so keep this letter.',
          'If you know nothing of this project, decline by the link.',
        ],
        action: 'Open and answer',
      },
    },
  }),
  'confirmation.declined': defineTemplate({
    params: DRAFT,
    link: CABINET,
    words: {
      ru: {
        subject: 'Отказ в заявке «{measure}»: участие не подтвердили',
        body: [
          'Один из тех, кого вы указали в заявке «{measure}», отказался участвовать. Причина видна в списке. Остальные подтверждения целы.',
          'Уберите его из списка или укажите другого. Так можно, пока заявку можно править.',
        ],
        action: 'Открыть заявку',
      },
      en: {
        subject: 'Declined in “{measure}”: somebody does not take part',
        body: [
          'One of those you named in “{measure}” declined. The list says why. The other confirmations are intact.',
          'Take the row out or name somebody else while the application can be changed.',
        ],
        action: 'Open the application',
      },
    },
  }),
  'confirmation.revoked': defineTemplate({
    params: DRAFT,
    link: CABINET,
    words: {
      ru: {
        subject: 'Согласие отозвано в заявке «{measure}»',
        body: [
          'Один из тех, кто подтвердил участие в заявке «{measure}», отозвал согласие на обработку данных. Остальные подтверждения целы.',
          'Не передавайте его данные дальше. Если заявку ещё можно править, укажите другого.',
        ],
        action: 'Открыть заявку',
      },
      en: {
        subject: 'A consent was taken back in “{measure}”',
        body: [
          'One of those who confirmed in “{measure}” took the consent to data processing back. The other confirmations are intact.',
          'Do not pass those data on. If the application can still be changed, name somebody else.',
        ],
        action: 'Open the application',
      },
    },
  }),
  'office.consentRevoked': defineTemplate({
    params: { ...DRAFT, number: 'text' },
    link: '/office/cases/{applicationId}',
    words: {
      ru: {
        subject: 'Отозвано согласие в заявке {number}',
        body: [
          'Слушатель или партнёр заявки {number} «{measure}» отозвал согласие на обработку данных. В деле эта строка отмечена.',
          'Обработку его данных нужно прекратить не позднее 30 дней, кроме того, что закон обязывает хранить.',
        ],
        action: 'Открыть дело',
      },
      en: {
        subject: 'A consent was taken back in {number}',
        body: [
          'A listener or partner of {number} “{measure}” took the consent to data processing back. The row is marked in the case.',
          'Processing of those data has to stop within 30 days, except for what the law obliges to keep.',
        ],
        action: 'Open the case',
      },
    },
  }),
};
