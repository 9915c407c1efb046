// Signs a request with the public client http-message-signatures, and sends it: url, method, secret, nonce, body.
const crypto = require("crypto");
const { httpbis, createSigner } = require("http-message-signatures");

const [url, method, secret, nonce, body] = process.argv.slice(2);
const headers = body
  ? {
      "content-type": "application/json",
      "content-digest": `sha-256=:${crypto.createHash("sha256").update(body).digest("base64")}:`,
    }
  : {};

httpbis
  .signMessage(
    {
      key: createSigner(Buffer.from(secret.replace("whsec_", ""), "base64"), "hmac-sha256", "ops"),
      name: "quill",
      fields: ["@method", "@path", "@query", ...(body ? ["content-digest"] : [])],
      params: ["created", "nonce", "keyid", "alg"],
      paramValues: { nonce },
    },
    { method, url, headers },
  )
  .then((signed) => fetch(url, { method, headers: signed.headers, body: body || undefined }))
  .then((answer) => console.log(answer.status));
