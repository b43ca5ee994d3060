// urql, which names an event stream in each Accept: a query is answered in JSON all the same, by POST and by GET.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, fetchExchange } from '@urql/core';
import { headers, url } from './server.mjs';

for (const preferGetMethod of [false, 'force']) {
  const client = new Client({ url, exchanges: [fetchExchange], fetchOptions: { headers }, preferGetMethod });

  test(`a query is answered (GET: ${preferGetMethod})`, async () => {
    const { data, error } = await client.query('query Named($first: Int) { deals(first: $first) { totalCount } }', { first: 1 });
    assert.equal(error, undefined);
    assert.ok(data.deals.totalCount >= 2);
  });

  test(`an error keeps its code (GET: ${preferGetMethod})`, async () => {
    const { error } = await client.query('{ nothing }', {});
    assert.equal(error.graphQLErrors[0].extensions.code, 'INVALID');
  });
}
