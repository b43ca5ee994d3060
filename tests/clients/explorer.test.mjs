// The API explorer in a real browser: a key opens it, nothing leaves the origin, nothing is refused by the page's own policy.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { headers, url } from './server.mjs';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
const origin = new URL(url).origin;
const key = headers.authorization.replace('Bearer ', '');

describe('the explorer', { skip: executablePath ? false : 'no Chromium: install one, or name it in CHROMIUM' }, () => {
  let browser;
  before(async () => { browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] }); });
  after(() => browser.close());

  async function opened(answer = () => null) {
    const page = await (await browser.createBrowserContext()).newPage();
    const seen = { requests: [], refused: [] };
    page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) seen.refused.push(message.text()); });
    page.on('pageerror', (error) => seen.refused.push(String(error)));
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      seen.requests.push(request.url());
      const given = answer(request);
      return given ? request.respond(given) : request.continue();
    });
    await page.goto(`${origin}/graphiql`);
    return { page, seen };
  }

  const waitFor = (page, text) => page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { timeout: 20_000 }, text);

  async function enter(page, given) {
    await page.waitForSelector('#key', { visible: true });
    await page.type('#key', given);
    await page.click('#sign-in button');
  }

  test('a key that is not known is told, one that is known is asked with', async () => {
    const { page, seen } = await opened();
    await enter(page, 'wrong');
    await waitFor(page, 'This key is not known');
    await enter(page, key);
    await page.waitForSelector('.graphiql-execute-button');
    await page.click('.graphiql-execute-button');
    await waitFor(page, '"ourAccount"');
    await waitFor(page, 'acc_');
    await page.click('button[aria-label="Open settings dialog"]');
    await waitFor(page, 'Clear storage');
    await page.click('.graphiql-dialog-close');
    await page.click('button[aria-label="Show Documentation Explorer"]');
    await waitFor(page, 'EscalationAssessment');
    assert.deepEqual(seen.refused, []);
    assert.deepEqual(seen.requests.filter((one) => !one.startsWith(`${origin}/`) && !one.startsWith('data:')), []);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    assert.equal(await page.evaluate(() => document.cookie), '');
    await page.click('#leave');
    await waitFor(page, 'You are signed out');
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  });

  test('a session needs no key, until it is ended', async () => {
    const { page, seen } = await opened();
    await page.waitForSelector('#key', { visible: true });
    const begun = await page.evaluate(async (token) => {
      const body = JSON.stringify({ token });
      return (await fetch('session', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
    }, key);
    assert.equal(begun, 204);
    await page.reload();
    await page.waitForSelector('.graphiql-execute-button');
    await page.click('.graphiql-execute-button');
    await waitFor(page, 'acc_');
    await page.click('#leave');
    await waitFor(page, 'You are signed out');
    await page.reload();
    await page.waitForSelector('#key', { visible: true });
    assert.deepEqual(seen.refused, []);
  });

  test('who may not read the schema is told so, and may ask', async () => {
    const refusal = { errors: [{ message: 'This needs the permission schema:read.', extensions: { code: 'FORBIDDEN' } }] };
    const { page } = await opened((request) => {
      const asks = request.headers().authorization && request.postData()?.includes('__schema');
      return asks ? { contentType: 'application/json', body: JSON.stringify(refusal) } : null;
    });
    await enter(page, key);
    await waitFor(page, 'not read the schema');
    await waitFor(page, 'schema:read');
    await page.waitForSelector('.graphiql-execute-button');
    await page.click('.graphiql-execute-button');
    await waitFor(page, 'acc_');
  });
});
