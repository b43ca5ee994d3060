// graphql-sse in its mode of distinct connections; and urql, which follows over events without more.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Client, fetchExchange } from '@urql/core';
import { createClient } from 'graphql-sse';
import { headers, url } from './server.mjs';
import { CHANGED, PROGRESS, aDeal, all, anImport, first, whileEdited } from './following.mjs';

const client = createClient({ url, headers, retryAttempts: 0 });
after(() => client.dispose());

test('a deal is followed', async () => {
  const id = await aDeal();
  const { data } = await whileEdited(id, () => first(client.iterate({ query: CHANGED, variables: { id } })));
  assert.equal(data.dealChanged.id, id);
});

test('an import that is over is told once', async () => {
  const id = await anImport();
  const [only, ...more] = await all(client.iterate({ query: PROGRESS, variables: { id } }));
  assert.equal(only.data.importProgress.state, 'DONE');
  assert.deepEqual(more, []);
});

test('what is not there is an error with a code, and the end', async () => {
  const [only, ...more] = await all(client.iterate({ query: CHANGED, variables: { id: 'dea_nothing' } }));
  assert.equal(only.errors[0].extensions.code, 'NOT_FOUND');
  assert.deepEqual(more, []);
});

test('a query is answered, and one that cannot be is told so', async () => {
  const [found] = await all(client.iterate({ query: '{ deals(first: 1) { totalCount } }' }));
  assert.ok(found.data.deals.totalCount >= 2);
  const [refused] = await all(client.iterate({ query: '{ nothing }' }));
  assert.equal(refused.errors[0].extensions.code, 'INVALID');
});

test('who has no token is not let in', async () => {
  const stranger = createClient({ url, retryAttempts: 0 });
  await assert.rejects(first(stranger.iterate({ query: '{ __typename }' })), (error) => error.response.status === 401);
});

test('urql follows an import over events', async () => {
  const id = await anImport();
  const options = { exchanges: [fetchExchange], fetchSubscriptions: true, preferGetMethod: false };
  const urql = new Client({ url, fetchOptions: { headers }, ...options });
  const told = new Promise((resolve) => urql.subscription(PROGRESS, { id }).subscribe(resolve));
  const { data, error } = await told;
  assert.equal(error, undefined);
  assert.equal(data.importProgress.state, 'DONE');
});
