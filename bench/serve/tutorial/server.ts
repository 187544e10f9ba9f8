import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import matter from 'gray-matter';
import helmet from 'helmet';
import { marked } from 'marked';
import { parse } from 'yaml';

// A news site as tutorials write it: Express, EJS, gray-matter and marked, the files read at each request.
//
//   NODE_ENV=production node bench/serve/tutorial/server.ts PORT CONTENT

const [port = '', content = ''] = process.argv.slice(2);
const articlesDir = join(content, 'articles');

interface Article {
  readonly title: string;
  readonly description: string;
  readonly date: Date;
  readonly url: string;
  readonly markdown: string;
}

async function readArticle(file: string): Promise<Article> {
  const { data, content: markdown } = matter(await readFile(file, 'utf8'));
  const date = new Date(String(data['date']));
  const day = date.toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    title: String(data['title']),
    description: String(data['description'] ?? ''),
    date,
    url: `/${day}/${basename(file, '.md')}`,
    markdown,
  };
}

async function readArticles(): Promise<Article[]> {
  const files = (await readdir(articlesDir, { recursive: true })).filter((name) => name.endsWith('.md'));
  const articles = await Promise.all(files.map((name) => readArticle(join(articlesDir, name))));
  return articles.sort((one, other) => other.date.getTime() - one.date.getTime());
}

async function readList(name: string): Promise<unknown> {
  return parse(await readFile(join(content, name), 'utf8'));
}

const app = express();
app.set('view engine', 'ejs');
app.set('views', fileURLToPath(new URL('views', import.meta.url)));
app.use(helmet());

app.get('/:year/:month/:day/:slug', async (request, response, next) => {
  const [articles, topStories, partners] = await Promise.all([
    readArticles(),
    readList('top-stories.yaml'),
    readList('partners.yaml'),
  ]);
  const article = articles.find(({ url }) => url === request.path);
  if (article === undefined) return next();
  response.render('article', {
    article,
    articles: articles.slice(0, 10),
    topStories,
    partners,
    bodyHtml: await marked(article.markdown),
    published: article.date.toLocaleDateString('en-GB', { dateStyle: 'long' }),
  });
});

app.listen(Number(port), '127.0.0.1');
