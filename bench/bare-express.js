// The baseline of the bench `start`: nothing but express, which answers the health check.
import express from 'express';

const app = express();
app.get('/debug', (_request, response) => {
  response.type('text').send('ok');
});
app.listen(Number(process.env['TRANSFER_WATCH_PORT']), '127.0.0.1');
