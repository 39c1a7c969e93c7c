// A person's take-over, on a touch screen, against a running site.
// Usage: node e2e/takeover.mjs <url> <robot> [folder for screenshots]      (CHROMIUM=path if not /usr/bin/chromium)
// Exit status: 0 when all of it went well, 1 otherwise.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { BROWSER, check, picture, say, SCREEN } from './tablet.mjs';

const [url, robot, shots] = process.argv.slice(2);
if (url === undefined || robot === undefined) {
  console.error('usage: node e2e/takeover.mjs <url> <robot> [folder for screenshots]');
  process.exit(1);
}

const LIMIT_MILLIS = 20_000;
const DRIVE_MILLIS = 2_000;
/** On a busy machine a picture gets too old, or the hand is not heard for a moment, and the motion rightly ends: again. */
const MAX_PRESSES = 12;
const FAR_ENOUGH = 0.03;
const profile = mkdtempSync(join(tmpdir(), 'fleetrl-e2e-'));
const context = await chromium.launchPersistentContext(profile, { ...BROWSER, ...SCREEN });
const page = await context.newPage();
page.setDefaultTimeout(LIMIT_MILLIS);
const problems = [];
page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));

try {
  await run();
  if (problems.length > 0) {
    throw new Error(problems.join('; '));
  }
  console.log(`ok: ${robot} was taken over, driven, held and handed back`);
  process.exitCode = 0;
} catch (error) {
  await shoot('failed').catch(() => undefined);
  console.error(`failed: ${error instanceof Error ? error.message : error}`);
  console.error(`the page knew: ${JSON.stringify(await seen().catch(() => 'nothing'))}`);
  process.exitCode = 1;
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}

async function run() {
  await page.goto(url);
  await by('operator').fill('e2e-operator');
  await by('sign-in').tap();
  await by(`tile-${robot}`).waitFor();
  say('signed in; the wall shows the robot');
  await shoot('wall');

  await by(`tile-${robot}`).tap();
  await by('cockpit').waitFor();
  await until('a live picture', () => {
    const state = window.fleetrl.state;
    return [...state.pictures.keys()].some((key) => key.startsWith(`${location.hash.split('/')[2]}/`));
  });
  await takeOver();
  say('took over');
  await steady();

  const low = await seen();
  await drive('pad-lift', 0, 0.7, (now) => now.pose[2] - low.pose[2]);
  await steady();
  const before = await seen();
  say(`lifted ${(1000 * (before.pose[2] - low.pose[2])).toFixed(0)} mm, clear of what may stand in the way`);
  const angle = (before.viewDegrees * Math.PI) / 180;
  const wanted = [Math.sin(angle), -Math.cos(angle)];
  const travel = (now) => {
    const moved = now.pose.map((element, i) => element - before.pose[i]);
    return { along: moved[0] * wanted[0] + moved[1] * wanted[1], across: Math.abs(moved[0] * wanted[1] - moved[1] * wanted[0]) };
  };
  await drive('pad-xy', 0.7, 0, (now) => travel(now).along);
  await steady();
  const after = await seen();
  const { along, across } = travel(after);
  say(`pad to the right: ${(1000 * along).toFixed(0)} mm that way, ${(1000 * across).toFixed(0)} mm across`);
  check(along > FAR_ENOUGH / 2, `the tool moved ${(1000 * along).toFixed(1)} mm in the dragged direction`);
  check(across < along / 2, `the tool moved ${(1000 * across).toFixed(1)} mm across the dragged direction`);

  await page.waitForTimeout(500);
  const held = await seen();
  const drift = Math.hypot(...held.pose.slice(0, 3).map((element, i) => element - after.pose[i]));
  say(`let go: ${(1000 * drift).toFixed(1)} mm in half a second`);
  check(drift < 0.004, `the tool drifted ${(1000 * drift).toFixed(1)} mm after the finger was lifted`);

  await by('hand-back').tap();
  await until('HOLD and nobody', () => {
    const authority = window.fleetrl.state.robots.get(location.hash.split('/')[2]).state.authority;
    return authority.mode === 'HOLD' && authority.holder === null;
  });
  say('handed back; the robot holds');
  await shoot('handed-back');
  await by('resume').tap();
  await until('the policy', () => window.fleetrl.state.robots.get(location.hash.split('/')[2]).state.authority.mode === 'AUTONOMOUS');
  say('the policy goes on');
}

function by(name) {
  return page.locator(`[data-test="${name}"]`);
}

/** A finger on a pad, at right and up of -1 to 1, by the browser's own touch events. */
async function touchDown(name, right, up) {
  const box = await by(name).boundingBox();
  const session = await context.newCDPSession(page);
  const point = (r, u) => [{ x: box.x + (box.width * (1 + r)) / 2, y: box.y + (box.height * (1 - u)) / 2 }];
  const send = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', point(0, 0));
  for (const share of [0.3, 0.6, 1]) {
    await send('touchMove', point(share * right, share * up));
  }
  return { up: () => send('touchEnd', []) };
}

function seen() {
  return page.evaluate((id) => {
    const state = window.fleetrl.state;
    const known = state.robots.get(id)?.state;
    const { degrees, byTask, turned } = state.view;
    const viewDegrees = (byTask[state.scenes.get(id)] ?? degrees) + turned;
    return { link: state.link, viewDegrees, authority: known?.authority, pose: known?.toolPose, claimed: state.claims.has(id) && known?.authority.mode !== 'HOLD', sequence: known?.sequence };
  }, robot);
}

/** Holds a pad, again and again if need be, until the tool has gone far enough. */
async function drive(pad, right, up, travelled) {
  for (let press = 1; press <= MAX_PRESSES && travelled(await seen()) < FAR_ENOUGH; press++) {
    if (!(await seen()).claimed) {
      await takeOver();
    }
    const hand = await touchDown(pad, right, up);
    for (let held = 0; held < DRIVE_MILLIS && travelled(await seen()) < FAR_ENOUGH; held += 50) {
      await page.waitForTimeout(50);
    }
    await hand.up();
    if (travelled(await seen()) < FAR_ENOUGH) {
      say(`${pad}, press ${press}: "${await by('why').textContent()}"`);
    }
  }
}

/** Early in an episode, or in one already taken over, so that what the hands do is part of it. */
async function takeOver() {
  await until('an episode that has just begun', () => {
    const state = window.fleetrl.state.robots.get(location.hash.split('/')[2]).state;
    return state.episode !== null && (state.authority.mode !== 'AUTONOMOUS' || state.episode.step < 10);
  });
  await by('take-over').tap();
  await until('the lease', () => {
    const state = window.fleetrl.state;
    const id = location.hash.split('/')[2];
    const { holder, mode } = state.robots.get(id).state.authority;
    return state.claims.has(id) && holder === state.operator && mode === 'ALIGN';
  });
}

/** Until two reports of the robot in a row tell the same pose to a millimetre. */
async function steady() {
  const deadline = Date.now() + LIMIT_MILLIS;
  let last = await seen();
  while (Date.now() < deadline) {
    await page.waitForTimeout(100);
    const next = await seen();
    if (next.sequence >= last.sequence + 2) {
      if (Math.hypot(...next.pose.slice(0, 3).map((element, i) => element - last.pose[i])) < 0.001) {
        return;
      }
      last = next;
    }
  }
  throw new Error('the robot did not come to rest');
}

async function until(what, condition) {
  await page.waitForFunction(condition).catch(() => {
    throw new Error(`waited in vain for ${what}`);
  });
}

function shoot(name) {
  return picture(page, shots, name);
}
