import { z } from 'zod';
import { refuse, stringField, webAddressField } from '../problems/reading/text-fields.ts';
import { toWebAddress } from '../problems/web-address.ts';
import { quoteText } from '../problems/quote-text.ts';

/** So many relations are more than an association of a country has members. */
const MOST = 5_000;

/** `trust` of site.yaml: with whom the newsroom is connected, by the names of trust.txt, each a list of addresses. */
export function createTrustSchema() {
  return z.object({
    belongto: addresses().describe('Associations that it belongs to.'),
    member: addresses().describe('Who belongs to it, where it is an association.'),
    control: addresses().describe('Other sites that it controls.'),
    controlledby: addresses().describe('Who controls it.'),
    vendor: addresses().describe('Whose services it uses.'),
    customer: addresses().describe('Who uses its services.'),
    disclosure: addresses().describe('Where it tells about itself.'),
    contact: listOf(contactField())
      .optional()
      .describe('Addresses of mail or of pages; else that of the publisher.'),
  });
}

const addresses = () => listOf(webAddressField()).optional();

const listOf = (entry: z.ZodType<string, string>) =>
  z.union([z.string().transform((one) => [one]), z.array(z.string())]).pipe(z.array(entry).max(MOST));

function contactField() {
  return stringField((written, context): string => {
    const text = written.trim();
    if (/^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(text) && text.length <= 254) return text;
    const url = toWebAddress(text);
    if (url !== null) return url;
    return refuse(context, `${quoteText(written)} is neither an e-mail address nor a web address.`, {
      code: 'contact-invalid',
      hint: 'Write it as news@example.com or https://example.com/contact.',
    });
  });
}
