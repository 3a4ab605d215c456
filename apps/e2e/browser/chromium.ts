import { chromium, type Browser } from 'playwright-core';

/** The Chromium that OKNO_CHROMIUM names. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['OKNO_CHROMIUM'] ?? '';
  // Chromium's own sandbox needs rights that containers and most CI machines do not give.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
