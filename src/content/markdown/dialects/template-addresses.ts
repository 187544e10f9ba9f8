import { findTemplateLinks, mayHoldTemplates } from '../../../domain/marks/template-links.ts';
import type { TextStep } from './text-step.ts';

/** Links whose addresses are code of other systems’ templates and have one meaning: they get that address. */
export const TEMPLATE_ADDRESSES: TextStep = {
  name: 'template-addresses',
  mayApply: mayHoldTemplates,
  run: ({ text, isInCode }) => ({ edits: findTemplateLinks(text, isInCode) }),
};
