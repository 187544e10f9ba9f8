import { describe, expect, test } from 'vitest';
import { choosePlace, placesToTell } from '../../../src/domain/pictures/picture-places.ts';

/** Of a path written `articles/2016/07|photos/a.jpg`: before the bar the text's folder, behind it what the text says. */
function wanted(written: string, isAnywhere = false) {
  const [folder = '', said = ''] = written.split('|');
  return { file: `${folder}/${said}`, tail: said.split('/').length, isAnywhere };
}

describe('a picture is found', () => {
  test.each([
    // Beside the text, whatever the capitals.
    ['articles/2016|Photos/A.JPG', 'articles/2016/photos/a.jpg'],
    ['media|Images/x.PNG', 'media/images/X.png'],
    // In a folder above, up to that of all articles.
    ['articles/2016/07/story|images/a.jpg', 'articles/2016/images/a.jpg'],
    ['articles/2016/07/story|a.jpg', 'articles/a.jpg'],
    // In media: what the text says, or with the text's own folder.
    ['articles/2016/07|a.jpg', 'media/a.jpg'],
    ['articles/2016/07|photos/a.jpg', 'media/photos/a.jpg'],
    ['articles/2016/07|a.jpg', 'media/2016/07/a.jpg'],
    ['articles/2016/07|a.jpg', 'media/articles/2016/07/a.jpg'],
    ['articles/posts/ferry|a.jpg', 'media/ferry/a.jpg'],
    ['articles/posts/ferry|a.jpg', 'media/images/ferry/a.jpg'],
    ['articles/2016/07|a.jpg', 'media/uploads/a.jpg'],
    ['authors|desk.jpg', 'media/desk.jpg'],
    // Folders that only say that pictures are in them come on top, or are missing.
    ['media|images/x.png', 'media/x.png'],
    ['media|images/x.png', 'media/static/images/x.png'],
    ['media|wp-content/uploads/2019/05/x.png', 'media/2019/05/x.png'],
    ['media|wp-content/uploads/2019/05/x.png', 'media/uploads/2019/05/x.png'],
    ['media|2019/05/x.png', 'media/wp-content/uploads/2019/05/x.png'],
    ['media|assets/posts/x.png', 'media/static/posts/x.png'],
    // The last parts, where they tell enough.
    ['media|blog/images/x.png', 'media/images/x.png'],
    ['media|en/2019/ferry/x.png', 'media/ferry/x.png'],
    // From the root, it may be beside an article.
    ['media|thoughts/images/x.png', 'articles/thoughts/images/x.png'],
    ['media|ferry/x.png', 'articles/posts/ferry/x.png'],
    // The original of a size, and a larger one.
    ['media|uploads/x-300x200.png', 'media/uploads/x.png'],
    ['media|uploads/x-1024x768.jpg', 'media/x-scaled.jpg'],
    ['media|x@2x.png', 'media/x.png'],
    ['media|x.png', 'media/x@2x.png'],
    ['media|x.jpg.webp', 'media/x.jpg'],
  ])('%s as %s', (written, there) => {
    expect(choosePlace(wanted(written), [there])).toBe(there);
  });

  test('wherever it is, where its name alone is meant', () => {
    const found = (written: string, files: string[]) => choosePlace(wanted(written, true), files);
    expect(found('articles/notes|quay.png', ['articles/deep/er/quay.png'])).toBe('articles/deep/er/quay.png');
    expect(found('articles/notes|maps/quay.png', ['articles/a/quay.png'])).toBeNull();
    expect(found('articles/notes/a|quay.png', ['articles/z/quay.png', 'articles/notes/b/quay.png'])).toBe(
      'articles/notes/b/quay.png',
    );
  });
});

test.each([
  ['articles/a|cover.jpg', 'articles/b/cover.jpg'],
  ['articles/a|images/1.jpg', 'articles/b/images/1.jpg'],
  ['articles/a|photos/1.jpg', 'media/1.jpg'],
  ['media|images/logo.png', 'media/img/logo.png'],
  ['media|uploads/2019/05/1.jpg', 'media/05/1.jpg'],
  ['media|uploads/2019/05/1.jpg', 'media/2018/05/1.jpg'],
  ['articles/2019/05|1.jpg', 'media/05/1.jpg'],
  ['media|images/1.jpg', 'articles/b/images/1.jpg'],
  ['media|x-300x200.png', 'media/x-150x150.png'],
  ['media|x.png', 'media/x-150x150.png'],
])('%s is another picture than %s', (written, there) => {
  expect(choosePlace(wanted(written), [there])).toBeNull();
});

test('the nearest of several is meant', () => {
  const files = ['media/a.jpg', 'media/2016/07/a.jpg', 'articles/a.jpg', 'articles/2016/a.jpg'];
  const all = ['articles/2016/07/A.jpg', ...files];
  expect(choosePlace(wanted('articles/2016/07|a.jpg'), all)).toBe('articles/2016/07/A.jpg');
  expect(choosePlace(wanted('articles/2016/07|a.jpg'), files)).toBe('articles/2016/a.jpg');
  expect(choosePlace(wanted('articles/2016/07|a.jpg'), files.slice(0, 2))).toBe('media/2016/07/a.jpg');
  expect(choosePlace(wanted('media|x-300x200.png'), ['media/x.png', 'media/X-300x200.png'])).toBe(
    'media/X-300x200.png',
  );
});

test('an editor hears of the places that are easiest to fill', () => {
  expect(placesToTell(wanted('articles/2016|photos/a.jpg'))).toEqual([
    'articles/2016/photos/a.jpg',
    'media/photos/a.jpg',
  ]);
  expect(placesToTell(wanted('media|images/a.jpg'))).toEqual(['media/images/a.jpg']);
});
