// Apollo Client: asks, pages through a connection into its cache, changes something, and reads an error.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { headers, url } from './server.mjs';

const client = new ApolloClient({
  link: new HttpLink({ uri: url, headers }),
  cache: new InMemoryCache({ typePolicies: { Account: { fields: { people: relayStylePagination() } } } }),
});

const PEOPLE = gql`
  query People($id: ID!, $after: String) {
    account(id: $id) {
      id
      people(first: 20, after: $after) {
        edges { cursor node { id name } }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`;

async function prospect() {
  const { data } = await client.query({ query: gql`{ deals(first: 1) { edges { node { id account { id } } } } }` });
  return data.deals.edges[0].node.account.id;
}

test('all pages of a connection end up in the cache, each person once', async () => {
  const id = await prospect();
  let page = (await client.query({ query: PEOPLE, variables: { id } })).data.account.people;
  while (page.pageInfo.hasNextPage) {
    const before = page.edges.length;
    const variables = { id, after: page.pageInfo.endCursor };
    await client.query({ query: PEOPLE, variables, fetchPolicy: 'network-only' });
    page = client.readQuery({ query: PEOPLE, variables: { id } }).account.people;
    assert.ok(page.edges.length > before);
  }
  assert.ok(page.totalCount > 20);
  assert.equal(page.edges.length, page.totalCount);
  assert.equal(new Set(page.edges.map((edge) => edge.node.id)).size, page.totalCount);
});

test('a mutation answers with what was made, or with what is wrong with its input', async () => {
  const mutation = gql`
    mutation Save($input: SaveAccountInput!) {
      saveAccount(input: $input) { account { id name } errors { code path message } clientMutationId }
    }
  `;
  const made = await client.mutate({ mutation, variables: { input: { name: 'Brumelle', clientMutationId: 'apollo-1' } } });
  assert.equal(made.data.saveAccount.account.name, 'Brumelle');
  assert.equal(made.data.saveAccount.clientMutationId, 'apollo-1');
  const refused = await client.mutate({ mutation, variables: { input: { name: ' ' } } });
  assert.equal(refused.data.saveAccount.account, null);
  assert.deepEqual(refused.data.saveAccount.errors[0].path, ['input', 'name']);
});

test('a query that cannot be is an error with a code', async () => {
  const asked = client.query({ query: gql`{ accounts(first: 0) { totalCount } }` });
  await assert.rejects(asked, (error) => CombinedGraphQLErrors.is(error) && error.errors[0].extensions.code === 'INVALID');
});

for (const useGETForHashedQueries of [false, true]) {
  test(`a query is sent whole once, then by its hash, by ${useGETForHashedQueries ? 'GET' : 'POST'}`, async () => {
    const sent = [];
    const spy = (address, options) => {
      sent.push({ method: options.method, whole: `${address} ${options.body ?? ''}`.includes('totalCount') });
      return fetch(address, options);
    };
    const sha256 = (text) => createHash('sha256').update(text).digest('hex');
    const hashing = new PersistedQueryLink({ sha256, useGETForHashedQueries });
    const asking = new ApolloClient({
      link: hashing.concat(new HttpLink({ uri: url, headers, fetch: spy })),
      cache: new InMemoryCache(),
    });
    const query = useGETForHashedQueries
      ? gql`query ByGet($first: Int) { deals(first: $first) { totalCount } }`
      : gql`query ByPost($first: Int) { deals(first: $first) { totalCount } }`;
    for (const first of [1, 2]) {
      const { data } = await asking.query({ query, variables: { first } });
      assert.ok(data.deals.totalCount > 0);
    }
    assert.deepEqual(sent.map(({ whole }) => whole), [false, true, false]);
    assert.equal(sent.at(-1).method, useGETForHashedQueries ? 'GET' : 'POST');
  });
}
