import { defineTemplate } from './template';

/** Letters about the account itself. They are not shown in the portal: the person may not be able to sign in. */
export const ACCOUNT_LETTERS = {
  'account.confirm': defineTemplate({
    params: {},
    link: '/confirm#token={secret}',
    secret: 'EMAIL_CONFIRMATION',
    words: {
      ru: {
        subject: 'Подтвердите почту',
        body: [
          'С этим адресом зарегистрировались на портале «Окно». Осталось подтвердить, что почта ваша.',
          'Ссылка действует сутки. Если регистрировались не вы, ничего не делайте: без подтверждения входа не будет.',
        ],
        action: 'Подтвердить почту',
      },
      en: {
        subject: 'Confirm your e-mail',
        body: [
          'This address was used to register with Okno. One step is left: confirm that the mailbox is yours.',
          'The link works for one day. If it was not you, do nothing: without confirmation nobody can sign in.',
        ],
        action: 'Confirm e-mail',
      },
    },
  }),
  'account.reset': defineTemplate({
    params: {},
    link: '/reset#token={secret}',
    secret: 'PASSWORD_RESET',
    words: {
      ru: {
        subject: 'Новый пароль',
        body: [
          'Вы попросили сменить пароль на портале «Окно». Прежний пароль работает, пока вы не зададите новый.',
          'Ссылка действует один час и только один раз. Если просили не вы, ничего не делайте: пароль останется прежним.',
        ],
        action: 'Задать новый пароль',
      },
      en: {
        subject: 'New password',
        body: [
          'You asked to change your password at Okno. The old one works until you set a new one.',
          'The link works for one hour and only once. If it was not you, do nothing: the password stays as it is.',
        ],
        action: 'Set a new password',
      },
    },
  }),
  'account.repeated': defineTemplate({
    params: {},
    link: '/login',
    words: {
      ru: {
        subject: 'У вас уже есть учётная запись',
        body: [
          'С вашим адресом пробовали зарегистрироваться ещё раз. Учётная запись уже есть, в ней ничего не изменилось.',
          'Если это были вы, войдите. Забыли пароль — на странице входа можно задать новый.',
          'Если не вы, ничего не делайте: без доступа к вашей почте в портал не войти.',
        ],
        action: 'Войти',
      },
      en: {
        subject: 'You already have an account',
        body: [
          'Somebody tried to register with your address again. You already have an account, and nothing in it has changed.',
          'If it was you, sign in. If you forgot the password, set a new one on the sign-in page.',
          'If it was not you, do nothing: nobody gets in without access to your mailbox.',
        ],
        action: 'Sign in',
      },
    },
  }),
  'organisation.invitation': defineTemplate({
    params: { organisation: 'text', until: 'date' },
    link: '/invitation#token={secret}',
    secret: 'INVITATION',
    words: {
      ru: {
        subject: 'Вас приглашают представлять организацию «{organisation}»',
        body: [
          'Администратор организации «{organisation}» приглашает вас вести её заявки на портале «Окно».',
          'Войдите или зарегистрируйтесь с этим адресом и примите приглашение до {until}.',
          'Если вы не работаете с этой организацией, ничего не делайте.',
        ],
        action: 'Принять приглашение',
      },
      en: {
        subject: 'You are invited to represent {organisation}',
        body: [
          'The administrator of {organisation} invites you to handle its applications at Okno.',
          'Sign in or register with this address and accept the invitation by {until}.',
          'If you do not work with this organisation, do nothing.',
        ],
        action: 'Accept the invitation',
      },
    },
  }),
  'agreement.code': defineTemplate({
    params: { applicationId: 'text', number: 'text' },
    link: '/cabinet/applications/{applicationId}',
    secret: 'AGREEMENT_CODE',
    words: {
      ru: {
        subject: 'Код для подписи соглашения',
        body: [
          'Код для подписи соглашения по заявке {number}: {secret}',
          'Введите его на странице соглашения. Код действует 15 минут и заменяет все прежние.',
          'Если вы не подписываете соглашение, никому не называйте код и сообщите нам.',
        ],
        action: 'Открыть соглашение',
      },
      en: {
        subject: 'Code to sign the agreement',
        body: [
          'The code to sign the agreement of application {number}: {secret}',
          'Enter it on the page of the agreement. The code works for 15 minutes and replaces all earlier ones.',
          'If you are not signing an agreement, tell the code to nobody and let us know.',
        ],
        action: 'Open the agreement',
      },
    },
  }),
};
