// npm's receiptio, a printing client that is not ours, at the virtual printer: it understands every state the printer can be in,
// and the picture it sends comes out as it was. It only knows port 9100.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import zlib from "node:zlib";

const folder = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const build = process.env.ZAHIDE_BUILD ?? path.join(folder, "../../build");
const port = 9100;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "zahide-receiptio-"));
let reasonToSkip = "";
let client = "";

async function isFree() {
  const server = net.createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

before(async () => {
  try {
    const require = createRequire(import.meta.url);
    const about = require.resolve("receiptio/package.json");
    const { bin } = JSON.parse(fs.readFileSync(about, "utf8"));
    client = path.join(path.dirname(about), typeof bin === "string" ? bin : bin.receiptio);
  } catch {
    reasonToSkip = "SKIPPED: receiptio is not installed; run: kiosk/setup/install test";
  }
  if (!reasonToSkip && !(await isFree())) reasonToSkip = "SKIPPED: port 9100 is taken, and receiptio knows no other";
  if (reasonToSkip) console.log(reasonToSkip);
});

after(() => fs.rmSync(scratch, { recursive: true, force: true }));

async function withPrinter(fault, work) {
  const papers = fs.mkdtempSync(path.join(scratch, "papers-"));
  const options = ["--tcp", String(port), "--out", papers, ...(fault ? ["--fail", fault] : [])];
  const printer = spawn(path.join(build, "bin/virtual-printer"), options, { stdio: ["pipe", "pipe", "inherit"] });
  await once(printer.stdout, "data"); // its address: it listens
  try {
    await work(papers);
  } finally {
    const ended = once(printer, "exit");
    printer.stdin.end(); // it writes its papers and ends
    await ended;
  }
  return fs.readdirSync(papers).sort();
}

async function printWithReceiptio(receipt, seconds = 5) {
  const file = path.join(scratch, "receipt.txt");
  fs.writeFileSync(file, receipt);
  const child = spawn(process.execPath, [client, "-d", "127.0.0.1", "-p", "epson", "-t", String(seconds), file], { stdio: "ignore" });
  const [code] = await once(child, "exit");
  return code;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(8 + body.length);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), 4 + body.length);
  return out;
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A grey PNG of squares, black where (column + row) of 8 px squares is even. */
function squares(size) {
  const rows = Buffer.alloc(size * (size + 1));
  for (let y = 0; y < size; ++y) for (let x = 0; x < size; ++x) rows[y * (size + 1) + 1 + x] = ((x >> 3) + (y >> 3)) % 2 ? 255 : 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", zlib.deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** The rows of a 1-bit PNG without interlace, as strings of 0 (black) and 1. */
function rowsOf(file) {
  const png = fs.readFileSync(file);
  const data = [];
  let width = 0;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    if (type === "IHDR") width = png.readUInt32BE(at + 8);
    if (type === "IDAT") data.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const bytes = zlib.inflateSync(Buffer.concat(data));
  const stride = Math.ceil(width / 8);
  const rows = [];
  const before = Buffer.alloc(stride);
  for (let at = 0; at < bytes.length; at += stride + 1) {
    const filter = bytes[at];
    const row = Buffer.from(bytes.subarray(at + 1, at + 1 + stride));
    for (let x = 0; x < stride; ++x) {
      const left = x > 0 ? row[x - 1] : 0;
      const corner = x > 0 ? before[x - 1] : 0;
      row[x] = (row[x] + predicted(filter, left, before[x], corner)) & 255;
    }
    row.copy(before);
    rows.push([...row].map((byte) => byte.toString(2).padStart(8, "0")).join("").slice(0, width));
  }
  return rows;
}

function predicted(filter, left, up, corner) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [dl, du, dc] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return dl <= du && dl <= dc ? left : du <= dc ? up : corner;
}

for (const [fault, code, what] of [
  ["", 0, "success"],
  ["cover-open", 101, "the cover is open"],
  ["paper-out", 102, "no paper"],
  ["cutter", 103, "an error"],
  ["hang 60", 106, "time is over"],
  ["paper-out 60", 102, "the paper ran out on the way"],
])
  test(`receiptio understands: ${what}`, async (context) => {
    if (reasonToSkip) return context.skip(reasonToSkip);
    await withPrinter(fault, async () => {
      assert.equal(await printWithReceiptio(`{image:${squares(64).toString("base64")}}\n`, 4), code);
    });
  });

test("The picture that receiptio sends comes out as it was", async (context) => {
  if (reasonToSkip) return context.skip(reasonToSkip);
  let file = "";
  const papers = await withPrinter("", async (folderOfPapers) => {
    assert.equal(await printWithReceiptio(`{image:${squares(64).toString("base64")}}\n`), 0);
    file = folderOfPapers;
  });
  assert.equal(papers.length, 1);
  const rows = rowsOf(path.join(file, papers[0]));
  const black = rows.map((row, y) => ({ y, x: row.indexOf("0") })).filter((row) => row.x >= 0);
  assert.equal(black.length, 64, "64 rows of the picture bear ink");
  const left = Math.min(...black.map((row) => row.x));
  for (const { y } of black)
    for (let x = 0; x < 64; ++x) {
      const expected = ((x >> 3) + ((y - black[0].y) >> 3)) % 2 ? "1" : "0";
      assert.equal(rows[y][left + x], expected, `dot ${x}, ${y - black[0].y}`);
    }
});
