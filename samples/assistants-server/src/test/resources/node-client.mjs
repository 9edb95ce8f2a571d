// What users of the npm package do, with its helpers: node node-client.mjs DIRECTORY BASE_URL VERSION
import { createRequire } from 'node:module';

const [packageDirectory, baseURL, version] = process.argv.slice(2);
const { default: OpenAI, OpenAI: Named } = createRequire(packageDirectory + '/')('openai');
const client = new (OpenAI ?? Named)({ apiKey: 'sk-test', baseURL, maxRetries: 0 });
const { assistants, threads } = client.beta;
const said = {};
const major = Number(version.split('.')[0]);

const weather = { type: 'function', function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } };
const tutor = await assistants.create({ model: 'gpt-4o', name: 'Math Tutor', instructions: 'You are a personal math tutor.' });
const weatherman = await assistants.create({ model: 'gpt-4o', instructions: 'You tell the weather.', tools: [weather] });

// By polling.
const thread = await threads.create();
await threads.messages.create(thread.id, { role: 'user', content: 'I need to solve the equation `3x + 11 = 14`.' });
const polled = await threads.runs.createAndPoll(thread.id, { assistant_id: tutor.id }, { pollIntervalMs: 50 });
said.polled = polled.status;
said.usage = polled.usage.total_tokens > 0;
const listed = [];
for await (const message of threads.messages.list(thread.id, { limit: 1 })) listed.push(message.content[0].text.value);
said.listed = listed;

const [answer] = (await threads.messages.list(thread.id)).data;
const deleted = major >= 5
  ? await threads.messages.delete(answer.id, { thread_id: thread.id })
  : await threads.messages.del(thread.id, answer.id);
said.deleted = [deleted.object, deleted.deleted, (await threads.messages.list(thread.id)).data.length];

// By streaming, with the helper's events.
const heard = [];
const events = [];
await threads.messages.create(thread.id, { role: 'user', content: 'Once more: solve `3x + 11 = 14`.' });
const stream = threads.runs.stream(thread.id, { assistant_id: tutor.id })
  .on('textDelta', delta => heard.push(delta.value))
  .on('event', event => events.push(event.event));
const messages = await stream.finalMessages();
said.heard = heard.join('');
said.finalMessage = messages[0].content[0].text.value;
said.finalRun = (await stream.finalRun()).status;
said.lastEvent = events.filter(name => name !== 'done').at(-1);

// With a tool, streamed to both sides of its call.
const asking = await threads.create({ messages: [{ role: 'user', content: 'How is the weather in Paris?' }] });
const first = threads.runs.stream(asking.id, { assistant_id: weatherman.id });
const waiting = await first.finalRun();
said.waiting = waiting.status;
const calls = waiting.required_action.submit_tool_outputs.tool_calls;
said.arguments = JSON.parse(calls[0].function.arguments);
const outputs = { tool_outputs: calls.map(call => ({ tool_call_id: call.id, output: 'sunny' })) };
const resumed = major >= 5
  ? threads.runs.submitToolOutputsStream(waiting.id, { thread_id: asking.id, ...outputs })
  : threads.runs.submitToolOutputsStream(asking.id, waiting.id, outputs);
said.answered = (await resumed.finalMessages())[0].content[0].text.value;

// A thread made with its run, and what goes wrong as the package's errors.
const made = await threads.createAndRunPoll({ assistant_id: tutor.id, thread: { messages: [{ role: 'user', content: 'Hello' }] } }, { pollIntervalMs: 50 });
said.made = made.status;
try {
  await threads.retrieve('thread_000000000000000000000000');
} catch (error) {
  said.missing = [error.constructor.name, error.status, error.message];
}
console.log(JSON.stringify(said));
