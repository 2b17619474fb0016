import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { blake2b512, blake2b512Hex } from "../../../webapp/lib/blake2b.js";

test("hashes abc as RFC 7693 does", () => {
  assert.equal(
    blake2b512Hex("abc"),
    "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1" +
      "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
  );
});

test("hashes nothing as the reference implementation does", () => {
  assert.equal(
    blake2b512Hex(""),
    "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419" +
      "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce",
  );
});

test("takes text as UTF-8", () => {
  const password = "Schlüssel für Grüße 🔑";

  assert.equal(blake2b512Hex(password), createHash("blake2b512").update(password, "utf8").digest("hex"));
});

test("agrees with another implementation around every border between blocks", () => {
  for (const length of [1, 63, 64, 127, 128, 129, 255, 256, 257, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);

    assert.deepEqual(Buffer.from(blake2b512(bytes)), createHash("blake2b512").update(bytes).digest(), `${length} bytes`);
  }
});
