// What every story of a tablet needs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const BROWSER = { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS };
export const SCREEN = { viewport: { width: 1280, height: 800 }, hasTouch: true };

export function check(condition, otherwise) {
  if (!condition) {
    throw new Error(otherwise);
  }
}

export function say(line) {
  console.log(`  ${line}`);
}

/** Nothing where no folder was named. */
export async function picture(page, folder, name) {
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

export function by(page, name) {
  return page.locator(`[data-test="${name}"]`);
}

/** A tablet of its own, signed in, that shows the robot on its wall; what goes wrong on its page is added to `problems`. */
export async function signedIn(browser, { url, operator, robot, limitMillis, problems }) {
  const page = await (await browser.newContext(SCREEN)).newPage();
  page.setDefaultTimeout(limitMillis);
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  await page.goto(url);
  await by(page, 'operator').fill(operator);
  await by(page, 'sign-in').tap();
  await by(page, `tile-${robot}`).waitFor();
  return page;
}
