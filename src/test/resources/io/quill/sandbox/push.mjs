// A client that knows Power BI's documents and nothing of Quill. Says what it saw, line by line.
const [powerBi, entra, tenant, clientId, secret, workspace] = process.argv.slice(2);

const grant = await fetch(`${entra}/${tenant}/oauth2/v2.0/token`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
    scope: 'https://analysis.windows.net/powerbi/api/.default',
  }),
});
const token = (await grant.json()).access_token;
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const datasets = `${powerBi}/v1.0/myorg/groups/${workspace}/datasets`;

// the sample of the documents, with its date
const created = await fetch(datasets, {
  method: 'POST',
  headers,
  body: JSON.stringify({
    name: 'SalesMarketing',
    defaultMode: 'Push',
    tables: [{
      name: 'Product',
      columns: [
        { name: 'ProductID', dataType: 'Int64' },
        { name: 'Name', dataType: 'string' },
        { name: 'IsCompete', dataType: 'bool' },
        { name: 'ManufacturedOn', dataType: 'DateTime' },
      ],
    }],
  }),
});
const { id } = await created.json();
console.log('created', created.status);

const table = `${datasets}/${id}/tables/Product`;
const push = async (number) => {
  const answer = await fetch(`${table}/rows`, {
    method: 'POST',
    headers: { ...headers, 'X-PowerBI-PushData-SequenceNumber': String(number) },
    body: JSON.stringify({
      rows: [{ ProductID: number, Name: 'Adjustable Race', IsCompete: true, ManufacturedOn: '07/30/2014' }],
    }),
  });
  console.log('pushed', number, answer.status);
};
await push(1);
await push(2);
await push(2);

const numbers = await (await fetch(`${table}/sequenceNumbers`, { headers })).json();
console.log('last number', numbers.value[0].sequenceNumber);
const query = await fetch(`${datasets}/${id}/executeQueries`, {
  method: 'POST',
  headers,
  body: JSON.stringify({ queries: [{ query: 'EVALUATE SELECTCOLUMNS(Product,"k",Product[ProductID])' }] }),
});
console.log('rows', (await query.json()).results[0].tables[0].rows.length);
console.log('cleared', (await fetch(`${table}/rows`, { method: 'DELETE', headers })).status);
