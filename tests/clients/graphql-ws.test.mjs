// graphql-ws: follows, asks and changes over one websocket; and Apollo Client and urql over it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ApolloClient, InMemoryCache, gql } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { headers, url } from './server.mjs';
import { CHANGED, PROGRESS, aDeal, all, anImport, first, whileEdited } from './following.mjs';

const address = url.replace('http', 'ws');
const connected = (connectionParams) =>
  createClient({ url: address, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0, lazyCloseTimeout: 0 });
const client = connected({ Authorization: headers.authorization });
after(() => client.dispose());

test('a deal is followed', async () => {
  const id = await aDeal();
  const told = () => first(client.iterate({ query: CHANGED, variables: { id } }));
  const { data } = await whileEdited(id, told);
  assert.equal(data.dealChanged.id, id);
  assert.match(data.dealChanged.stage, /^Stage /);
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

test('a query is answered, and one that cannot be is refused', async () => {
  const { data } = await first(client.iterate({ query: '{ deals(first: 1) { totalCount } }' }));
  assert.ok(data.deals.totalCount >= 2);
  await assert.rejects(first(client.iterate({ query: '{ nothing }' })), ([error]) => error.extensions.code === 'INVALID');
});

test('who has no token is not let in', async () => {
  const stranger = connected({});
  await assert.rejects(first(stranger.iterate({ query: '{ __typename }' })), (closed) => closed.code === 4403);
});

test('Apollo Client follows over it', async () => {
  const id = await aDeal();
  const apollo = new ApolloClient({ link: new GraphQLWsLink(client), cache: new InMemoryCache() });
  const told = () =>
    new Promise((resolve, reject) => {
      const following = apollo.subscribe({ query: gql(CHANGED), variables: { id } }).subscribe({
        next: (answer) => (resolve(answer), following.unsubscribe()),
        error: reject,
      });
    });
  assert.equal((await whileEdited(id, told)).data.dealChanged.id, id);
});

test('urql follows over it', async () => {
  const id = await aDeal();
  const forwardSubscription = ({ query, variables }) => ({
    subscribe: (sink) => ({ unsubscribe: client.subscribe({ query, variables }, sink) }),
  });
  const urql = new Client({ url, exchanges: [subscriptionExchange({ forwardSubscription })], preferGetMethod: false });
  const told = () =>
    new Promise((resolve) => {
      const { unsubscribe } = urql.subscription(CHANGED, { id }).subscribe((answer) => (resolve(answer), unsubscribe()));
    });
  assert.equal((await whileEdited(id, told)).data.dealChanged.id, id);
});
