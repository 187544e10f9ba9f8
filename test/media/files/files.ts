/** Small files of each kind, by their extensions; enough of each to be known by. */

/** A ZIP as programs list it: entries that are stored, empty but for one whose content is given. */
export function zipOf(names: readonly string[], firstContent = ''): Buffer {
  const local = names.map((name, at) => {
    const content = at === 0 ? firstContent : '';
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt32LE(content.length, 18);
    head.writeUInt32LE(content.length, 22);
    head.writeUInt16LE(name.length, 26);
    return Buffer.concat([head, Buffer.from(name + content)]);
  });
  const central = names.map((name) => {
    const head = Buffer.alloc(46);
    head.write('PK\x01\x02', 'latin1');
    head.writeUInt16LE(name.length, 28);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  return Buffer.concat([...local, ...central, end]);
}

const office = (folder: string): Buffer => zipOf(['[Content_Types].xml', `${folder}/main.xml`]);
const typed = (type: string): Buffer => zipOf(['mimetype', 'content.xml'], type);
const isoMedia = (brand: string): Buffer =>
  Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mp41\0\0\0\x08mdat`, 'latin1');

/** A page that says `text`, as readers of PDF open it. */
export function pdfOf(text: string, extra = ''): Buffer {
  const content = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${extra} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let out = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = out.length;
    out += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const xref = out.length;
  out += `xref\n0 6\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  return Buffer.from(`${out}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`, 'latin1');
}

export const SOUND_FILES: Readonly<Record<string, Buffer>> = {
  pdf: pdfOf('A report'),
  mp3: Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.from([0xff, 0xfb, 0x90, 0x64])]),
  m4a: isoMedia('M4A '),
  ogg: Buffer.from('OggS\0\x02', 'latin1'),
  oga: Buffer.from('OggS\0\x02', 'latin1'),
  opus: Buffer.from('OggS\0\x02', 'latin1'),
  wav: Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'),
  flac: Buffer.from('fLaC\0', 'latin1'),
  mp4: isoMedia('isom'),
  m4v: isoMedia('M4V '),
  mov: Buffer.from('\0\0\0\x08wide\0\0\0\x08mdat', 'latin1'),
  webm: Buffer.from('\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm', 'latin1'),
  ogv: Buffer.from('OggS\0\x02', 'latin1'),
  vtt: Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nOne\n'),
  srt: Buffer.from('1\n00:00:00,000 --> 00:00:01,000\nOne\n'),
  csv: Buffer.from('name,years\nЕреван,2800\n'),
  tsv: Buffer.from('name\tyears\n'),
  json: Buffer.from('{"a": 1}'),
  geojson: Buffer.from('{"type": "FeatureCollection", "features": []}'),
  txt: Buffer.from('Just words.\n'),
  xlsx: office('xl'),
  docx: office('word'),
  pptx: office('ppt'),
  ods: typed('application/vnd.oasis.opendocument.spreadsheet'),
  odt: typed('application/vnd.oasis.opendocument.text'),
  odp: typed('application/vnd.oasis.opendocument.presentation'),
  epub: typed('application/epub+zip'),
  zip: zipOf(['a.txt']),
};

/** What no name makes harmless. */
export const WEB_PAGES: readonly string[] = [
  '<!doctype html><script>alert(1)</script>',
  '  \n<HTML><body onload="x()">',
  '\ufeff<script>alert(1)</script>',
  '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
  '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
  '<!-- --><iframe src="javascript:x()"></iframe>',
];
