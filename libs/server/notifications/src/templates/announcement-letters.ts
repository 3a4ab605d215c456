import { defineTemplate } from './template';

const MEASURE = { code: 'text', measure: 'titles' } as const;
const LINK = '/measures/{code}';
const LEAVE = '/subscription#token={secret}';
const WHY = {
  ru: 'Вы просили сообщать об этой мере или о мерах по вашему поиску. Больше писем об этом приёме не будет.',
  en: 'You asked to be told of this measure, or of measures that your search finds. There will be no more letters about this round.',
} as const;

/** To those who wished to be told of measures and rounds. */
export const ANNOUNCEMENT_LETTERS = {
  'subscription.confirm': defineTemplate({
    params: {},
    link: LEAVE,
    secret: 'SUBSCRIPTION',
    words: {
      ru: {
        subject: 'Подтвердите, что хотите получать письма о мерах поддержки',
        body: [
          'Этот адрес оставили на портале «Окно», чтобы узнать о мерах поддержки. Пока вы не подтвердили, писем не будет.',
          'Ссылка действует три дня, потом адрес удалится. Если просили не вы, ничего не делайте.',
        ],
        action: 'Посмотреть и подтвердить',
      },
      en: {
        subject: 'Confirm that you want letters about support measures',
        body: [
          'This address was left at Okno to be told of support measures. Until you confirm, there are no letters.',
          'The link works for three days; then the address is deleted. If it was not you, do nothing.',
        ],
        action: 'Look and confirm',
      },
    },
  }),
  'subscription.repeated': defineTemplate({
    params: {},
    link: LEAVE,
    secret: 'SUBSCRIPTION_LEAVE',
    leave: LEAVE,
    words: {
      ru: {
        subject: 'Вы уже получаете эти письма',
        body: [
          'Ваш адрес ещё раз оставили на портале «Окно» для тех же писем. Ничего не изменилось: вы их уже получаете.',
          'Если письма больше не нужны, откажитесь от них по ссылке.',
        ],
        action: 'Посмотреть, о чём письма',
      },
      en: {
        subject: 'You already get these letters',
        body: [
          'Your address was left at Okno once more for the same letters. Nothing has changed: you get them already.',
          'If you no longer want them, stop them by the link.',
        ],
        action: 'See what they are about',
      },
    },
  }),
  'announcement.added': defineTemplate({
    params: MEASURE,
    link: LINK,
    secret: 'SUBSCRIPTION_LEAVE',
    leave: LEAVE,
    words: {
      ru: {
        subject: 'Новая мера по вашему поиску: «{measure}»',
        body: [
          'В каталоге появилась мера «{measure}», она подходит под сохранённый поиск.',
          'На её странице видно, кто может её получить и открыт ли приём.',
        ],
        action: 'Открыть меру',
      },
      en: {
        subject: 'A new measure for your search: “{measure}”',
        body: [
          'The catalogue has a new measure, “{measure}”, that your saved search finds.',
          'Its page says who can get it and whether it takes applications.',
        ],
        action: 'Open the measure',
      },
    },
  }),
  'announcement.planned': defineTemplate({
    params: { ...MEASURE, opensOn: 'date', closesOn: 'date' },
    link: LINK,
    secret: 'SUBSCRIPTION_LEAVE',
    leave: LEAVE,
    words: {
      ru: {
        subject: 'Объявлен приём: «{measure}», с {opensOn}',
        body: [
          'Центр объявил приём заявок по мере «{measure}»: с {opensOn} по {closesOn}.',
          'Условия и документы можно посмотреть уже сейчас. Когда приём откроется, мы напишем.',
        ],
        action: 'Открыть меру',
      },
      en: {
        subject: 'A round is announced: “{measure}”, from {opensOn}',
        body: [
          'The centre announced a round of “{measure}”: from {opensOn} to {closesOn}.',
          'You can see the terms and the documents now. When it opens, we will write.',
        ],
        action: 'Open the measure',
      },
    },
  }),
  'announcement.opened': defineTemplate({
    params: { ...MEASURE, closesOn: 'date' },
    link: LINK,
    secret: 'SUBSCRIPTION_LEAVE',
    leave: LEAVE,
    words: {
      ru: {
        subject: 'Приём открыт: «{measure}», до {closesOn}',
        body: [
          'Открыт приём заявок по мере «{measure}». Подать заявку можно до {closesOn}.',
          WHY.ru,
        ],
        action: 'Открыть меру',
      },
      en: {
        subject: 'Applications are open: “{measure}”, until {closesOn}',
        body: ['“{measure}” takes applications. You can apply until {closesOn}.', WHY.en],
        action: 'Open the measure',
      },
    },
  }),
};
