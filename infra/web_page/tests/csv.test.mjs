// CSV: what is written is read back, and what spreadsheets write is read.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parseCsv, writeCsv } from "../page/csv.js";
import { forAll } from "./support/random.mjs";

const PIECES = [
  '"',
  '""',
  ",",
  ";",
  "\t",
  "\r",
  "\n",
  "\r\n",
  " ",
  "a",
  "1.5",
  "=1+1",
  "ä",
  "😀",
  "\uFEFF",
  "NA",
];

const cellsOf = (text) => parseCsv(text).rows.map(({ cells }) => cells);

test("what is written is read back, whatever the cells hold", () => {
  forAll((random) => {
    const header = random.times(random.whole(1, 5), (i) => `n${i}${random.text(PIECES, 3)}n`);
    const cell = () => (random.whole(0, 9) === 0 ? null : random.text(PIECES, 5));
    const rows = random.times(random.whole(0, 6), () => header.map(cell));
    const table = parseCsv(writeCsv([header, ...rows]));
    assert.equal(table.refusal, undefined);
    assert.deepEqual(table.header, header);
    assert.deepEqual(
      table.rows.map(({ cells }) => cells),
      rows,
    );
  });
});

test("numbers are written so that they are the same number again", () => {
  forAll((random) => {
    const value = random.between(-1, 1) * 10 ** random.whole(-30, 30);
    const [[cell]] = cellsOf(writeCsv([["x"], [value]]));
    assert.equal(Number(cell), value);
  });
});

test("an empty cell may be the last of the file", () => {
  assert.deepEqual(cellsOf("a,b\n1,"), [["1", ""]]);
});

test("null is NA, as R and the service write it; a text NA is quoted; an empty cell stays", () => {
  const text = 'a,b,c\r\nNA,"NA",\r\n';
  const cells = [null, "NA", ""];
  assert.equal(writeCsv([["a", "b", "c"], cells]), text);
  assert.deepEqual(cellsOf(text), [cells]);
});

test("a quoted cell may hold quotes, separators and line ends", () => {
  assert.deepEqual(cellsOf('a,b\n"say ""hi"", you","1\r\n2"\n'), [['say "hi", you', "1\r\n2"]]);
});

test("a quote in the middle of a cell is text", () => {
  assert.deepEqual(parseCsv('5";6"\n1,2;3\n').header, ['5"', '6"']);
  assert.deepEqual(cellsOf('a,b\n5" pipe,6" pipe\n'), [['5" pipe', '6" pipe']]);
});

test("the mark that Excel writes first is not a part of the first name", () => {
  assert.deepEqual(parseCsv("\uFEFFa,b\n1,2\n").header, ["a", "b"]);
  assert.deepEqual(parseCsv('\uFEFF"a,",b\n1,2\n').header, ["a,", "b"]);
});

for (const [name, end] of Object.entries({ LF: "\n", CR: "\r", CRLF: "\r\n" })) {
  test(`${name} ends a line, and the last line needs none`, () => {
    assert.deepEqual(cellsOf(["a,b", "1,2", "3,4"].join(end)), [
      ["1", "2"],
      ["3", "4"],
    ]);
    assert.deepEqual(cellsOf(["a,b", "1,2", ""].join(end)), [["1", "2"]]);
  });
}

for (const separator of [";", "\t"]) {
  test(`${JSON.stringify(separator)} separates if the header has it, and commas are text`, () => {
    const text = ["a", "b"].join(separator) + "\n" + ["1,5", "2,5"].join(separator);
    assert.deepEqual(cellsOf(text), [["1,5", "2,5"]]);
  });
}

test("a separator within a quoted name does not decide which one it is", () => {
  assert.deepEqual(parseCsv('"a;b;c",d\n1,2\n').header, ["a;b;c", "d"]);
  assert.deepEqual(parseCsv('"a,\n,b"";,";d\n1;2\n').header, ['a,\n,b";,', "d"]);
});

test("a blank line is not a row, and an empty cell alone is one", () => {
  assert.deepEqual(cellsOf('a\n1\n\n""\n\n'), [["1"], [""]]);
});

test("a row knows the line of the file in which it starts", () => {
  const { rows } = parseCsv('a,b\r\n"1\n2",3\r\n\n4,5\r\n');
  assert.deepEqual(
    rows.map(({ line }) => line),
    [2, 5],
  );
});

test("names lose the space around them, cells keep it", () => {
  const { header, rows } = parseCsv("a , b\n 1 ,2\n");
  assert.deepEqual(
    [header, rows[0].cells],
    [
      ["a", "b"],
      [" 1 ", "2"],
    ],
  );
});

const REFUSED = {
  "": "The file is empty: give a header line and rows.",
  "\n\n": "The file is empty: give a header line and rows.",
  "a,a\n1,2\n": 'The header names "a" twice: name every column once.',
  "a,b\n1,2\n\n3\n": "Line 4 has 1 cells, but the header has 2.",
  'a,b\n1,2\n3,"4\n': "A quote that opens in line 3 is never closed: close it.",
  'a,b\n1,"2""\n': "A quote that opens in line 2 is never closed: close it.",
};
for (const [text, sentence] of Object.entries(REFUSED)) {
  test(`${JSON.stringify(text)} is refused with a sentence`, () => {
    assert.equal(parseCsv(text).refusal, sentence);
  });
}
