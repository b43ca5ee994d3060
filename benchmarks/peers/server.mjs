// OrgGraph's own contract, served by a server in JavaScript out of memory: the answers that OrgGraph gave, field by field.
// node server.mjs yoga|apollo SCHEMA ANSWERS: prints the port that it listens on.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSchema } from 'graphql';

const [kind, schemaFile, answersFile] = process.argv.slice(2);
const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
const answers = JSON.parse(readFileSync(answersFile, 'utf8'));
for (const [name, answer] of Object.entries(answers)) schema.getQueryType().getFields()[name].resolve = () => answer;

const servers = {
  async yoga() {
    const { createYoga } = await import('graphql-yoga');
    const server = createServer(createYoga({ schema, logging: false, landingPage: false, graphiql: false }));
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    return server.address().port;
  },
  async apollo() {
    const { ApolloServer } = await import('@apollo/server');
    const { startStandaloneServer } = await import('@apollo/server/standalone');
    const server = new ApolloServer({ schema, introspection: false });
    const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
    return new URL(url).port;
  },
};

console.log(await servers[kind]());
