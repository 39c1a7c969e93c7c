// Every screen of the page against a running site: looked at by axe-core, and pictured, held across and upright.
// Usage: node e2e/screens.mjs <url> <robot> [folder for screenshots]      (CHROMIUM=path if not /usr/bin/chromium)
// Exit status: 0 when nothing serious was found, 1 otherwise.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { BROWSER, picture, say } from './tablet.mjs';

const [url, robot, shots] = process.argv.slice(2);
if (url === undefined || robot === undefined) {
  console.error('usage: node e2e/screens.mjs <url> <robot> [folder for screenshots]');
  process.exit(1);
}

/** The page's screens. `ready` is what must be there first, `prepare` what a person does before the picture. */
const SCREENS = [
  { name: 'sign-in', hash: '#/', ready: '[data-test="operator"]', signedOut: true },
  { name: 'wall', hash: '#/', ready: `[data-test="tile-${robot}"] .has-picture` },
  { name: 'help', hash: '#/help', ready: '[data-test="help"]' },
  { name: 'research', hash: '#/research', ready: '[data-test="research"] h1' },
  { name: 'rounds', hash: '#/rounds', ready: '[data-test="rounds"]' },
  { name: 'episodes', hash: '#/episodes', ready: '[data-test="episodes"] [role="listitem"]' },
  { name: 'episode', hash: async () => `#/episode/${encodeURIComponent(await newestEpisode())}`, ready: '[data-test="review"] .showing' },
  { name: 'audit', hash: '#/audit', ready: '[data-test="audit"]' },
  { name: 'settings', hash: '#/settings', ready: '[data-test="settings"]' },
  { name: 'cockpit', hash: `#/robot/${robot}`, ready: '[data-test="cockpit"] .has-picture', prepare: takeOver, after: handBack },
];
/** Held across in the dark theme, upright in the light one, so that both are looked at. */
const SIZES = [
  { suffix: '', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { suffix: '-upright', viewport: { width: 800, height: 1280 }, colorScheme: 'light' },
];
const SERIOUS = ['serious', 'critical'];
const LIMIT_MILLIS = 20_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch(BROWSER);
const found = [];

try {
  for (const size of SIZES) {
    await visit(size);
  }
  for (const line of new Set(found)) {
    console.error(line);
  }
  process.exitCode = found.length === 0 ? 0 : 1;
  console.log(found.length === 0 ? `ok: ${SCREENS.length} screens, nothing serious` : `failed: ${found.length} findings`);
} catch (error) {
  console.error(`failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function visit({ suffix, viewport, colorScheme }) {
  const context = await browser.newContext({ viewport, colorScheme, hasTouch: true, bypassCSP: true });
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  await page.goto(url);
  for (const screen of SCREENS) {
    if (!screen.signedOut) {
      await signIn(page);
    }
    const hash = typeof screen.hash === 'string' ? screen.hash : await screen.hash();
    await page.evaluate((to) => (location.hash = to), hash);
    await page.locator(screen.ready).first().waitFor();
    await screen.prepare?.(page);
    await examine(page, `${screen.name}${suffix}`);
    await picture(page, shots, `${screen.name}${suffix}`);
    await screen.after?.(page);
  }
  await context.close();
}

async function signIn(page) {
  const name = page.locator('[data-test="operator"]');
  if (await name.isVisible()) {
    await name.fill('ada');
    await page.locator('[data-test="sign-in"]').tap();
    await name.waitFor({ state: 'detached' });
  }
}

async function examine(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter(({ impact }) => SERIOUS.includes(impact));
  say(`${name}: ${violations.length} findings, ${serious.length} serious`);
  for (const { id, impact, help, nodes } of serious) {
    found.push(`${name}: ${impact} ${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(' | ')}`);
  }
}

async function newestEpisode() {
  const answer = await (await fetch(`${url}/api/v1/episodes?limit=1`)).json();
  if (answer.episodes.length === 0) {
    throw new Error('the site has no episode yet');
  }
  return answer.episodes[0].episode;
}

async function takeOver(page) {
  await page.locator('[data-test="take-over"]').tap();
  await page.waitForFunction((id) => window.fleetrl.state.claims.has(id) && window.fleetrl.state.robots.get(id).state.authority.mode === 'ALIGN', robot);
}

async function handBack(page) {
  await page.locator('[data-test="hand-back"]').tap();
  await page.locator('[data-test="resume"]').tap();
}
