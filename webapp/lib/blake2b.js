/**
 * BLAKE2b-512 without a key, after RFC 7693, which the browser's own cryptography does not have. Written for short texts
 * such as passwords: it is clear rather than fast.
 */
const MASK = (1n << 64n) - 1n;
const BLOCK = 128;
const ROUNDS = 12;
const OUTPUT = 64;

const IV = [
  0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];

const SIGMA = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/** The columns and the diagonals of the 4 × 4 matrix of words, in the order in which a round mixes them. */
const LINES = [
  [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
  [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
];

/** @param {bigint} word @param {bigint} bits */
const rotated = (word, bits) => ((word >> bits) | (word << (64n - bits))) & MASK;

/** @param {bigint[]} v @param {number[]} line @param {bigint} x @param {bigint} y */
function mix(v, [a, b, c, d], x, y) {
  v[a] = (v[a] + v[b] + x) & MASK;
  v[d] = rotated(v[d] ^ v[a], 32n);
  v[c] = (v[c] + v[d]) & MASK;
  v[b] = rotated(v[b] ^ v[c], 24n);
  v[a] = (v[a] + v[b] + y) & MASK;
  v[d] = rotated(v[d] ^ v[a], 16n);
  v[c] = (v[c] + v[d]) & MASK;
  v[b] = rotated(v[b] ^ v[c], 63n);
}

/** @param {bigint[]} state changed @param {DataView} block @param {number} counted bytes so far @param {boolean} last */
function compress(state, block, counted, last) {
  const words = Array.from({ length: 16 }, (_, index) => block.getBigUint64(8 * index, true));
  const v = [...state, ...IV];
  v[12] ^= BigInt(counted);
  if (last) v[14] ^= MASK;
  for (let round = 0; round < ROUNDS; round++) {
    const order = SIGMA[round % SIGMA.length];
    LINES.forEach((line, index) => mix(v, line, words[order[2 * index]], words[order[2 * index + 1]]));
  }
  for (let index = 0; index < 8; index++) state[index] ^= v[index] ^ v[index + 8];
}

/** @param {Uint8Array} bytes @returns {Uint8Array} 64 bytes */
export function blake2b512(bytes) {
  const state = [...IV];
  state[0] ^= 0x01010000n ^ BigInt(OUTPUT);
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK));
  for (let index = 0; index < blocks; index++) {
    const block = new Uint8Array(BLOCK);
    block.set(bytes.subarray(index * BLOCK, (index + 1) * BLOCK));
    compress(state, new DataView(block.buffer), Math.min(bytes.length, (index + 1) * BLOCK), index === blocks - 1);
  }
  const output = new DataView(new ArrayBuffer(OUTPUT));
  state.forEach((word, index) => output.setBigUint64(8 * index, word, true));
  return new Uint8Array(output.buffer);
}

/** @param {string} text taken as UTF-8 @returns {string} 128 hexadecimal digits */
export function blake2b512Hex(text) {
  const hash = blake2b512(new TextEncoder().encode(text));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
