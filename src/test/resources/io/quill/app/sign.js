// Signs a request with the public standardwebhooks client, and sends it: url, secret, id, body.
const { Webhook } = require("standardwebhooks");

const [url, secret, id, body, sent] = process.argv.slice(2);
const now = new Date();
const signature = new Webhook(secret).sign(id, now, body);

fetch(url, {
  method: "POST",
  headers: {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": Math.floor(now.getTime() / 1000).toString(),
    "webhook-signature": signature,
  },
  body: sent,
}).then(async (answer) => {
  console.log(answer.status);
  console.log(JSON.stringify(await answer.json()));
});
