// Two people at two tablets want to help the same robot, against a running site.
// Usage: node e2e/help.mjs <url> <robot> [folder for screenshots]      (CHROMIUM=path if not /usr/bin/chromium)
// Prints "held <robot>" once the robot holds in an episode: whoever started this then lets it call for help.
// Exit status: 0 when all of it went well, 1 otherwise.
import { chromium } from 'playwright-core';
import { BROWSER, by, check, picture, say, signedIn } from './tablet.mjs';

const [url, robot, shots] = process.argv.slice(2);
if (url === undefined || robot === undefined) {
  console.error('usage: node e2e/help.mjs <url> <robot> [folder for screenshots]');
  process.exit(1);
}

const LIMIT_MILLIS = 30_000;
const browser = await chromium.launch(BROWSER);
const problems = [];

try {
  await run();
  if (problems.length > 0) {
    throw new Error(problems.join('; '));
  }
  console.log(`ok: one of two claimed ${robot}, and the other was told`);
  process.exitCode = 0;
} catch (error) {
  console.error(`failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function run() {
  const tablets = [await tablet('ada'), await tablet('ben')];
  const [ada] = tablets;
  await by(ada, `tile-${robot}`).tap();
  // At its beginning, or it may be over before the hand is on it, and the robot would be held in none.
  await until(ada, 'an episode', (id) => (window.fleetrl.state.robots.get(id)?.state?.episode?.step ?? 10) < 10);
  await by(ada, 'hold').tap();
  await until(ada, 'HOLD', (id) => window.fleetrl.state.robots.get(id).state.authority.mode === 'HOLD');
  console.log(`held ${robot}`);

  await Promise.all(tablets.map((page) => by(page, 'tab-help').tap()));
  await Promise.all(tablets.map((page) => by(page, `claim-${robot}`).waitFor()));
  say('both see the call');
  await shoot(ada, 'help');
  // Whoever is too late for a tap sees the button off, and who has it.
  await Promise.all(tablets.map((page) => by(page, `claim-${robot}`).tap({ timeout: 2_000 }).catch(() => undefined)));
  await Promise.all(tablets.map((page) => until(page, 'an answer', () => location.hash.startsWith('#/robot/') || / has claimed /.test(document.body.textContent))));
  const won = await Promise.all(tablets.map((page) => page.evaluate(() => location.hash.startsWith('#/robot/'))));
  check(won.filter(Boolean).length === 1, `${won.filter(Boolean).length} of two have claimed it`);
  const winner = tablets[won.indexOf(true)];
  const loser = tablets[won.indexOf(false)];
  const told = await loser.locator('.notice, .who').filter({ hasText: 'has claimed' }).first().textContent();
  check(/^(ada|ben) has claimed /.test(told), `the other was told "${told}"`);
  say(`the other was told: ${told}`);

  await by(winner, 'take-over').tap();
  await until(winner, 'the lease', (id) => window.fleetrl.state.claims.has(id));
  await loser.locator(`[data-test="call-${robot}"] .who`, { hasText: 'holds it' }).waitFor();
  say('the other sees who holds it');
  await shoot(loser, 'help-taken');
  await by(winner, 'hand-back').tap();
  await until(winner, 'HOLD and nobody', (id) => window.fleetrl.state.robots.get(id).state.authority.holder === null);
  await by(winner, 'resume').tap();
  await by(loser, `call-${robot}`).waitFor({ state: 'detached' });
  say('the call is over');
}

function tablet(operator) {
  return signedIn(browser, { url, operator, robot, limitMillis: LIMIT_MILLIS, problems });
}

async function until(page, what, condition) {
  await page.waitForFunction(condition, robot).catch(() => {
    throw new Error(`waited in vain for ${what}`);
  });
}

function shoot(page, name) {
  return picture(page, shots, name);
}
