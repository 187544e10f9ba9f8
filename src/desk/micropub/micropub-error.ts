import type { ErrorRequestHandler } from 'express';
import { DeskError } from '../desk-error.ts';

/** Micropub's names of errors by status (W3C Micropub §3.8). */
const NAMES: Readonly<Record<number, string>> = { 401: 'unauthorized', 403: 'forbidden' };

/** Answers errors as clients of Micropub read them; any that is none of ours goes on. */
export const answerMicropubError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof DeskError) || response.headersSent) return next(error);
  const { status, code, message, hint, headers } = error;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const named = code === 'insufficient_scope' ? code : (NAMES[status] ?? 'invalid_request');
  response
    .status(status)
    .json({ error: named, error_description: hint === null ? message : `${message} ${hint}` });
};
