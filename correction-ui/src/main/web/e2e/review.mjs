// Somebody judges an episode without a connection, and somebody else looks at it, too, against a running site.
// Usage: node e2e/review.mjs <url> <sealed episode> <another of its task> [folder for screenshots]      (CHROMIUM=path if not /usr/bin/chromium)
// Exit status: 0 when all of it went well, 1 otherwise.
import { chromium } from 'playwright-core';
import { BROWSER, check, picture, say, SCREEN } from './tablet.mjs';

const [url, episode, other, shots] = process.argv.slice(2);
if (url === undefined || episode === undefined || other === undefined) {
  console.error('usage: node e2e/review.mjs <url> <sealed episode> <another of its task> [folder for screenshots]');
  process.exit(1);
}

const LIMIT_MILLIS = 30_000;
const PORTRAIT = { width: 800, height: 1280 };
const browser = await chromium.launch(BROWSER);
const problems = [];

try {
  await run();
  if (problems.length > 0) {
    throw new Error(problems.join('; '));
  }
  console.log(`ok: ${episode} was judged once, looked at again, and left out`);
  process.exitCode = 0;
} catch (error) {
  console.error(`failed: ${error instanceof Error ? error.stack : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function run() {
  const ada = await tablet('ada');
  await findInTheList(ada);
  await scrub(ada);
  await judgeOffline(ada);
  await lookAgain();
  await leaveOut(ada);
  await compare(ada);
}

async function findInTheList(page) {
  await by(page, 'tab-episodes').tap();
  await by(page, `episode-${episode}`).waitFor();
  await picture(page, shots, 'episodes');
  await by(page, `episode-${episode}`).tap();
  await by(page, 'lanes').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('.frames canvas')].every((canvas) => canvas.width > 0 && canvas.getContext('2d').getImageData(0, 0, 1, 1).data[3] === 255));
  say('the episode and a picture of each camera are there');
}

/** A tap on the axis, a frame by key, and a link to where that leads. */
async function scrub(page) {
  const { width, height } = await by(page, 'lanes').boundingBox();
  await by(page, 'lanes').tap({ position: { x: width / 2, y: height / 2 } });
  const half = await stepOf(page);
  check(half > 0, `a tap on the middle of the axis led to step ${half}`);
  await page.keyboard.press('ArrowRight');
  check((await stepOf(page)) === half + 1, `a frame on from ${half} is ${await stepOf(page)}`);
  check(page.url().endsWith(`/${half + 1}`), `the address ${page.url()} says another step than ${half + 1}`);
  await page.reload();
  await by(page, 'lanes').waitFor();
  check((await stepOf(page)) === half + 1, 'the link leads to another step');
  await picture(page, shots, 'review');
  await by(page, 'play').tap();
  await page.waitForFunction((from) => Number(document.querySelector('[data-test="lanes"]').getAttribute('aria-valuenow')) > from + 2, half);
  await page.keyboard.press('k');
  say(`scrubbed to step ${half}, and played from there`);
}

/** Its first answer is lost, too: whatever the tablet sends, it sends under one id. */
async function judgeOffline(page) {
  const ids = [];
  page.on('request', (request) => (request.url().endsWith('/verdicts') ? ids.push(request.postDataJSON().id) : undefined));
  await page.context().setOffline(true);
  await by(page, 'say-failure').tap();
  await by(page, 'outbox').getByText('will be sent').waitFor();
  await picture(page, shots, 'review-offline');
  let lost = 0;
  await page.context().route('**/verdicts', async (route) => {
    await (lost++ === 0 ? route.fetch().then(() => route.abort()) : route.continue());
  });
  await page.context().setOffline(false);
  await page.reload();
  await by(page, 'counts').getByText('failure').waitFor();
  await page.waitForFunction(() => document.querySelector('[data-test="outbox"]').childElementCount === 0 && JSON.parse(localStorage.getItem('fleetrl.outbox')).length === 0);
  check(lost > 1, `the tablet asked ${lost} times, and the first answer was lost`);
  check(new Set(ids).size === 1, `one verdict had the ids ${[...new Set(ids)]}`);
  const review = await reviewed(page);
  check(review.verdicts.length === 1, `${review.verdicts.length} verdicts are written down`);
  check(review.outcome === 'FAILURE', `it counts as ${review.outcome}`);
  say(`sent ${lost} times, written down once`);
}

async function lookAgain() {
  const ben = await tablet('ben');
  await ben.setViewportSize(PORTRAIT);
  await ben.goto(`${url}#/episode/${episode}`);
  await by(ben, 'counts').getByText('failure').waitFor();
  await ben.keyboard.press('s');
  await by(ben, 'counts').getByText('success').waitFor();
  await ben.getByText('They disagree').waitFor();
  await by(ben, 'counts').scrollIntoViewIfNeeded();
  await picture(ben, shots, 'review-again');
  await ben.keyboard.press('z');
  await by(ben, 'counts').getByText('failure').waitFor();
  const agreement = await (await ben.request.get(`${url}/api/v1/metrics/agreement`)).json();
  check(agreement.episodes >= 1, 'no episode was looked at again');
  await ben.context().close();
  say('the second says otherwise, and takes it back');
}

async function leaveOut(page) {
  const reason = page.getByRole('textbox', { name: 'Reason', exact: true });
  await reason.fill('a hand on the lens');
  await by(page, 'exclude-reason').selectOption('…');
  await by(page, 'exclude').tap();
  await by(page, 'excluded').getByText('a hand on the lens').waitFor();
  check((await reason.inputValue()) === '', 'the reason of leaving it out would be that of the next verdict');
  await by(page, 'excluded').getByText('by ada').waitFor();
  await by(page, 'tab-episodes').tap();
  await by(page, 'filter-excluded').selectOption('true');
  await by(page, 'where').getByText('1 to 1 of 1').waitFor();
  await by(page, `episode-${episode}`).waitFor();
  await by(page, 'filter-excluded').selectOption('');
  say('left out, and found among those');
}

async function compare(page) {
  await page.goto(`${url}#/episode/${episode}/compare/${other}`);
  await page.waitForFunction(() => document.querySelectorAll('[data-test="lanes"]').length === 2);
  await page.keyboard.press('l');
  await page.waitForFunction(() => [...document.querySelectorAll('[data-test="lanes"]')].every((lanes) => Number(lanes.getAttribute('aria-valuenow')) > 3));
  await page.keyboard.press('k');
  const steps = await page.evaluate(() => [...document.querySelectorAll('[data-test="lanes"]')].map((lanes) => lanes.getAttribute('aria-valuenow')));
  check(steps[0] === steps[1], `two on one clock are at steps ${steps}`);
  await picture(page, shots, 'review-compare');
  say('two side by side, on one clock');
}

async function tablet(operator) {
  const context = await browser.newContext(SCREEN);
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  await page.goto(url);
  await by(page, 'operator').fill(operator);
  await by(page, 'sign-in').tap();
  await by(page, 'operator').waitFor({ state: 'detached' });
  return page;
}

async function reviewed(page) {
  return (await (await page.request.get(`${url}/api/v1/episodes/${episode}`)).json()).review;
}

async function stepOf(page) {
  return Number(await by(page, 'lanes').getAttribute('aria-valuenow'));
}

function by(page, name) {
  return page.locator(`[data-test="${name}"]`);
}
