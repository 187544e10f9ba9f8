import { Busboy } from '@fastify/busboy';
import type { Request } from 'express';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import type { Upload } from './accept-upload.ts';

/** A form with files, as browsers send it (RFC 7578). */
export interface FilesForm {
  /** In order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly files: readonly (Upload & { readonly field: string })[];
}

export interface FormLimits {
  /** Of each file, in bytes. */
  readonly fileSize: number;
  readonly files: number;
  /** Of each field, in bytes. */
  readonly fieldSize: number;
}

/** Reads a form with files into memory. @throws DeskError 400, 413 */
export function readForm(
  request: Request,
  { fileSize, files: most, fieldSize }: FormLimits,
): Promise<FilesForm> {
  const { promise, resolve, reject } = Promise.withResolvers<FilesForm>();
  const fields: (readonly [string, string])[] = [];
  const files: (Upload & { readonly field: string })[] = [];
  const tooLarge = () =>
    reject(new DeskError(413, 'too-large', sayDesk('api-too-large', { most: fileSize })));
  const broken = () => reject(new DeskError(400, 'cut-off', sayDesk('api-cut-off')));
  let form: InstanceType<typeof Busboy>;
  try {
    const headers = { ...request.headers, 'content-type': request.headers['content-type'] ?? '' };
    form = new Busboy({ headers, limits: { fileSize, files: most, fields: 200, fieldSize, parts: 300 } });
  } catch {
    broken();
    return promise;
  }
  form.on('field', (name, value, _isNameCut, isCut) => {
    if (isCut) tooLarge();
    else fields.push([name, value]);
  });
  form.on('file', (field, stream, name) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
    stream.on('limit', tooLarge);
    stream.on('end', () => {
      if (name !== undefined && name !== '') files.push({ field, name, bytes: Buffer.concat(chunks) });
    });
  });
  for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) form.on(event, tooLarge);
  form.on('error', broken);
  form.on('finish', () => resolve({ fields, files }));
  request.on('aborted', broken);
  request.pipe(form);
  return promise;
}
