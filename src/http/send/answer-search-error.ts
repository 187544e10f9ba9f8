import type { Request, Response } from 'express';
import { SEARCH_PATH } from '../../domain/urls.ts';
import { prefersJson } from '../request/accept-json.ts';
import { sendProblem } from './send-problem.ts';
import { addToVary } from './send-representation.ts';

const DETAILS: Readonly<Record<number, string>> = {
  405: 'Searches are asked by GET.',
  414: 'q: is too long.',
  429: 'Too many searches from one network. Wait for the seconds that Retry-After says.',
};

/**
 * Answers an error of the search's address as a problem document to whoever would rather have JSON. False means
 * that it was left to others.
 */
export function answerSearchError(request: Request, response: Response, status: number): boolean {
  if (request.path !== SEARCH_PATH) return false;
  addToVary(response, 'Accept');
  if (!prefersJson(request.headers.accept)) return false;
  sendProblem(request, response, { status, detail: DETAILS[status], headers: { 'X-Robots-Tag': 'noindex' } });
  return true;
}
