// A researcher reads the figures, takes them along, and promotes a version, against a running site with evaluations.
// Usage: node e2e/research.mjs <url> [folder for screenshots]      (CHROMIUM=path if not /usr/bin/chromium)
// Exit status: 0 when all of it went well, 1 otherwise.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { BROWSER, check, picture, say, SCREEN } from './tablet.mjs';

const [url, shots] = process.argv.slice(2);
if (url === undefined) {
  console.error('usage: node e2e/research.mjs <url> [folder for screenshots]');
  process.exit(1);
}

const LIMIT_MILLIS = 30_000;
const browser = await chromium.launch(BROWSER);
const problems = [];

try {
  const context = await browser.newContext({ ...SCREEN, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  await page.goto(`${url}/#/research`);
  await by(page, 'operator').fill('grace');
  await by(page, 'sign-in').tap();
  await by(page, 'figure-success').waitFor();
  await tableIsCsv(page);
  await versionIsTakenBack(page);
  await pictureIsSaved(page);
  await linkIsKept(page);
  await markLeadsToEpisodes(page);
  await versionIsPromoted(page);
  check(problems.length === 0, problems.join('; '));
  console.log('ok: figures are the same as their tables, lead to episodes, a version is taken back, and one is promoted');
  process.exitCode = 0;
} catch (error) {
  console.error(`failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function tableIsCsv(page) {
  const card = by(page, 'figure-success');
  await card.locator('summary').click();
  const shown = await card.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  const address = await card.locator('[data-test="csv"]').getAttribute('href');
  const [head, ...lines] = (await page.evaluate(async (path) => (await fetch(path)).text(), address)).trim().split(/\r?\n/).map((line) => line.split(','));
  const column = (name) => lines.map((line) => line[head.indexOf(name)]);
  check(head.at(-1) === 'query' && column('query').every((query) => query.includes('metrics/throughput')), `the CSV does not say what was asked: ${head}`);
  for (const [name, at] of [['version', 0], ['episodes', 2], ['successes', 3]]) {
    const table = shown.map((cells) => cells[at]);
    check(table.length > 0 && table.join() === column(name).join(), `${name}: the table says ${table}, the CSV ${column(name)}`);
  }
  say(`${shown.length} rows are the same as CSV`);
  await picture(page, shots, 'research');
}

async function pictureIsSaved(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), by(page, 'figure-learning').getByText('PNG', { exact: true }).click()]);
  const bytes = readFileSync(await download.path());
  check(bytes.subarray(1, 4).toString() === 'PNG' && bytes.readUInt32BE(16) > 300, 'the picture is none');
  say(`${download.suggestedFilename()}, ${bytes.length} bytes`);
}

async function linkIsKept(page) {
  await by(page, 'cohort').selectOption('TRAIN');
  await page.waitForFunction(() => location.hash.includes('cohort=TRAIN'));
  await page.reload();
  await by(page, 'figure-success').waitFor();
  check((await by(page, 'cohort').inputValue()) === 'TRAIN', 'the cohort is lost on reload');
  say('the address keeps what is shown');
}

/** Along the first row, until a mark is hit. */
async function markLeadsToEpisodes(page) {
  await by(page, 'figure-success').scrollIntoViewIfNeeded();
  const box = await by(page, 'figure-success').locator('.u-over').boundingBox();
  for (let x = 8; x < box.width && !(await page.evaluate(() => location.hash.startsWith('#/episodes?'))); x += 24) {
    await page.mouse.click(box.x + x, box.y + 23);
  }
  const query = new URLSearchParams((await page.evaluate(() => location.hash)).split('?')[1] ?? '');
  check(query.get('version') !== null && query.get('task') !== null && query.get('cohort') !== null, `a mark leads to ${query}`);
  say(`a mark leads to ${query}`);
}

/** Where none is on its way there is nothing to take back. */
async function versionIsTakenBack(page) {
  const { rollouts } = await page.evaluate(async () => (await fetch('/api/v1/rollouts')).json());
  const now = rollouts.find(({ stage }) => stage === 'CANARY');
  if (now === undefined) {
    say('no canary: nothing is taken back');
    return;
  }
  const part = by(page, 'rollout');
  await part.locator('[data-step="CANARY"][aria-current="step"]').waitFor();
  const { evidence, candidate } = now.canary;
  const said = await by(page, 'evidence-moreThroughput').getByRole('meter').getAttribute('aria-valuenow');
  check(Number(said) === Math.round((100 * Math.log(evidence.moreThroughput)) / Math.log(evidence.needed)), `the bar says ${said} of ${JSON.stringify(evidence)}`);
  check((await part.locator('tbody th + td + td').first().textContent()) === `${candidate.episodes}`, 'the table has other episodes');
  await picture(page, shots, 'rollout');
  const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(`/rollouts/${now.task}/${now.version}/rollback`));
  await holdUntil(page, by(page, 'rollout-back'), asked);
  await page.locator('.notice', { hasText: now.version }).waitFor();
  say(`${now.version} is taken back`);
}

async function holdUntil(page, button, asked) {
  await button.scrollIntoViewIfNeeded();
  const at = await button.boundingBox();
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  await asked;
  await page.mouse.up();
}

async function versionIsPromoted(page) {
  await by(page, 'tab-rounds').tap();
  await page.locator('.tree-node').last().waitFor();
  const current = page.locator('.tree-node.current').first();
  const other = page.locator('.tree-node:not(.current)').first();
  const version = await ((await other.count()) > 0 ? other : current).getAttribute('data-version');
  await page.locator(`[data-version="${version}"]`).click();
  await picture(page, shots, 'rounds');
  const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(`/policies/${version}/publish`));
  await holdUntil(page, by(page, 'publish'), asked);
  await page.locator('.notice', { hasText: version }).waitFor();
  say(`${version} is current`);
}

function by(page, name) {
  return page.locator(`[data-test="${name}"]`);
}
