import { graphql } from 'relay-runtime';

export const people = graphql`
  fragment People_account on Account
  @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" })
  @refetchable(queryName: "PeoplePageQuery") {
    people(first: $first, after: $after) @connection(key: "People_people") {
      edges { node { id name manager { manager { name } levelsUp } } }
    }
  }
`;

export const account = graphql`
  query PeopleQuery($id: ID!) {
    account(id: $id) {
      ...People_account
    }
  }
`;

export const save = graphql`
  mutation PeopleSaveMutation($input: SavePersonInput!, $connections: [ID!]!) {
    savePerson(input: $input) {
      person @appendNode(connections: $connections, edgeTypeName: "PersonEdge") { id name }
      errors { code message path }
    }
  }
`;
