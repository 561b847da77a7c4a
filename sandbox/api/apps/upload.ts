import express, { type RequestHandler } from 'express';
import { stateOf } from '../call-state.ts';
import { ApiError } from '../errors.ts';
import { appsErrors } from './errors.ts';

/**
 * Bytes that an upload may have. No limit is published; that of the same user interface for configuration backups
 * is 512 MB (docs/qradar-facts.md#upload-limit).
 */
const maxUploadBytes = 512 * 2 ** 20;

/**
 * Reads the file of an upload: the body itself (application/zip), or the first file of a form
 * (multipart/form-data). Other bodies are left to the next handler.
 */
export function readUpload(): readonly RequestHandler[] {
  const type = ['application/zip', 'application/x-zip-compressed', 'multipart/form-data'];
  return [express.raw({ type, limit: maxUploadBytes }), keepFile];
}

const keepFile: RequestHandler = async (request, _response, next) => {
  const body: unknown = request.body;
  if (Buffer.isBuffer(body)) {
    stateOf(request).file = await fileOf(body, request.get('Content-Type') ?? '');
  }
  next();
};

async function fileOf(body: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/')) return body;
  for (const [, value] of await formOf(body, contentType)) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  throw new ApiError(appsErrors.notValid, 'The form holds no file');
}

async function formOf(body: Buffer, contentType: string): Promise<FormData> {
  const form = new Response(Uint8Array.from(body), { headers: { 'Content-Type': contentType } });
  try {
    return await form.formData();
  } catch (error) {
    throw new ApiError(appsErrors.notValid, `The form cannot be read: ${String(error)}`);
  }
}
