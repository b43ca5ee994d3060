// Where the server is, and what it takes to ask it: `make test-clients` says so.
const { ORGGRAPH_URL: url, ORGGRAPH_TOKEN: token } = process.env;
if (!url || !token) throw new Error('Set ORGGRAPH_URL and ORGGRAPH_TOKEN, or run `make test-clients`.');

export { url };
export const headers = { authorization: `Bearer ${token}` };
export const signed = (address, options = {}) =>
  fetch(address, { ...options, headers: { ...Object.fromEntries(new Headers(options.headers)), ...headers } });
