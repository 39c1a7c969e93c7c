// A person shows a task at a robot, twice, and discards one, on a touch screen, against a running site.
// Usage: node e2e/show.mjs <url> <robot> [folder for screenshots]      (CHROMIUM=path if not /usr/bin/chromium)
// Exit status: 0 when all of it went well, 1 otherwise.
import { chromium } from 'playwright-core';
import { Hand } from './hand.mjs';
import { BROWSER, by, check, picture, say, signedIn } from './tablet.mjs';

const [url, robot, shots] = process.argv.slice(2);
if (url === undefined || robot === undefined) {
  console.error('usage: node e2e/show.mjs <url> <robot> [folder for screenshots]');
  process.exit(1);
}

const LIMIT_MILLIS = 30_000;
const DRIVE_MILLIS = 1_500;
const browser = await chromium.launch(BROWSER);
const problems = [];

try {
  await run();
  check(problems.length === 0, problems.join('; '));
  console.log(`ok: two tasks were shown at ${robot}, and one was discarded`);
  process.exitCode = 0;
} catch (error) {
  console.error(`failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function run() {
  const page = await signedIn(browser, { url, operator: 'teacher', robot, limitMillis: LIMIT_MILLIS, problems });
  await by(page, `tile-${robot}`).tap();
  await by(page, 'show-a-task').tap();
  await picture(page, shots, 'show-begin');
  await by(page, 'show-begin').tap();
  const hand = await Hand.of(page);
  if (await page.evaluate((id) => window.fleetrl.state.robots.get(id).state.authority.mode === 'HOLD', robot)) {
    await press(page, 'Next');
  }
  await perform(page, hand, 'success');
  say('the first one is shown');
  await press(page, 'Hand back');
  await press(page, 'Next');
  await perform(page, hand, 'show-discard');
  say('the second one is discarded');
  await press(page, 'Hand back');
  await press(page, 'Next');
  await perform(page, hand, 'success');
  const figures = page.locator('[data-test="show"] .hint');
  await figures.filter({ hasText: /^2 of 5 kept .* 1 discarded$/ }).waitFor();
  say(`the page counts: ${await figures.textContent()}`);
  await picture(page, shots, 'show-kept');
  await by(page, 'show-enough').tap();
  await page.locator('[data-test="show"]', { hasText: 'It is complete' }).waitFor();
  await by(page, 'hand-back').tap();
  await until(page, 'HOLD and nobody', (id) => window.fleetrl.state.robots.get(id).state.authority.holder === null);
  await by(page, 'resume').tap();
  await until(page, 'the robot to be free for others', (id) => window.fleetrl.state.robots.get(id).state.authority.mode === 'AUTONOMOUS');
}

async function perform(page, hand, verdict) {
  await until(page, 'the robot to wait for its teacher', (id) => {
    const { authority, episode } = window.fleetrl.state.robots.get(id)?.state ?? {};
    return authority?.mode === 'HOLD' && episode?.plan.driver.by === 'teacher';
  });
  await by(page, 'show-next').tap();
  await until(page, 'the lease', (id) => {
    const state = window.fleetrl.state;
    const fresh = [...state.pictures].some(([key, at]) => key.startsWith(`${id}/`) && state.nowMillis + state.clockOffsetMillis - at < 800);
    return state.claims.has(id) && state.robots.get(id).state.authority.mode === 'ALIGN' && fresh;
  });
  await hand.press();
  await page.waitForTimeout(DRIVE_MILLIS);
  await hand.send('touchEnd', []);
  await until(page, 'steps of a demonstration', (id) => (window.fleetrl.state.robots.get(id).state.episode?.step ?? 0) > 5);
  await picture(page, shots, 'show-perform');
  await by(page, verdict).tap();
  await until(page, 'the end of the episode', (id) => window.fleetrl.state.robots.get(id).state.episode === null);
}

async function press(page, label) {
  await page.locator('[data-test="show-next"]:enabled', { hasText: label }).tap();
}

async function until(page, what, condition) {
  await page.waitForFunction(condition, robot).catch(() => {
    throw new Error(`waited in vain for ${what}`);
  });
}
