import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationsMethods } from './conversations.ts';
import { filesMethods } from './files.ts';
import type { Methods } from './method.ts';
import { usersMethods } from './users.ts';
import { viewsMethods } from './views.ts';

/** Every method of the Web API that is here, by name. */
export const METHODS: Methods = {
  ...authMethods,
  ...chatMethods,
  ...conversationsMethods,
  ...filesMethods,
  ...usersMethods,
  ...viewsMethods,
};
