// GraphQL over HTTP, by the audits of the people who wrote it: MUST, SHOULD and MAY alike.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { signed, url } from './server.mjs';

const audits = serverAudits({ url, fetchFn: signed });

test('there are as many audits as were counted', () => assert.equal(audits.length, 61));

for (const audit of audits) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, 'ok', result.reason);
  });
}
