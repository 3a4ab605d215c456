// Opens addresses of a build in a real browser at two widths and two themes, takes pictures and runs axe.
//   node apps/web/gallery/look.mjs <folder of a build, or http address> <pictures folder> [/path …]
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const [target = 'tmp/gallery/browser', pictures = 'tmp/looks', ...paths] = process.argv.slice(2);
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A static server with the fallback to index.html that the product's server has. The API answers 401. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://local').pathname);
    if (path.startsWith('/api/')) {
      response.writeHead(401, { 'content-type': 'application/problem+json' });
      response.end('{"status":401,"code":"session.required"}');
      return;
    }
    const asked = join(folder, path);
    const file = existsSync(asked) && statSync(asked).isFile() ? asked : join(folder, 'index.html');
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, ready));
  return { base: `http://localhost:${server.address().port}`, close: () => server.close() };
}

const site = /^https?:/.test(target)
  ? { base: target, close: () => undefined }
  : await serve(target);
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let found = 0;
try {
  for (const path of paths.length > 0 ? paths : ['/']) {
    for (const width of [1440, 390]) {
      for (const theme of ['light', 'dark']) {
        const context = await browser.newContext({ viewport: { width, height: 900 } });
        const page = await context.newPage();
        page.on('pageerror', (error) => console.log(`  error on the page: ${error.message}`));
        page.on(
          'console',
          (line) => line.type() === 'error' && console.log(`  console: ${line.text()}`),
        );
        await page.goto(`${site.base}${path}${path.includes('?') ? '&' : '?'}theme=${theme}`, {
          waitUntil: 'networkidle',
        });
        await page.waitForTimeout(500);
        const name = `${path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'root'}-${width}-${theme}.png`;
        await page.screenshot({ path: join(pictures, name), fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        found += violations.length;
        console.log(
          `${name}: ${violations.length} findings${wide > 0 ? `, ${wide} px too wide` : ''}`,
        );
        for (const { id, nodes } of violations) {
          console.log(
            `  ${id}: ${nodes
              .map((node) => node.html.slice(0, 160))
              .slice(0, 4)
              .join(' | ')}`,
          );
        }
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  site.close();
}
process.exitCode = found > 0 ? 1 : 0;
