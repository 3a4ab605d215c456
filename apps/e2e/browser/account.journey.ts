import { giveConsents, register } from './account-steps';
import type { Journey } from './journey';

/** A new person comes in and gives consents. */
export const account: readonly Journey[] = [
  {
    name: 'account: registers, confirms by the letter, gives consents, adds a company',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const anna = await stage.person('Anna');
      await register(anna, 'anna@example.org');
      await giveConsents(anna);
      await anna.page.reload();
      await anna.isSettled();
      await anna.page
        .getByRole('button', { name: /^Отозвать согласие:/ })
        .nth(4)
        .waitFor();
    },
  },
];
