/* A story that is dragged to another day has its form below sent with that day; without a mouse or script the form itself does it. */
const TYPE = 'text/x-dateline-moment';

const dayOf = (event) => event.target.closest?.('[data-day]') ?? null;

document.addEventListener('dragstart', (event) => {
  const moment = event.target.closest?.('[data-moment]');
  if (moment === null || moment === undefined || event.dataTransfer === null) return;
  event.dataTransfer.setData(TYPE, moment.dataset.moment);
  event.dataTransfer.effectAllowed = 'move';
});

document.addEventListener('dragover', (event) => {
  const day = dayOf(event);
  mark(day);
  if (day === null || !event.dataTransfer.types.includes(TYPE)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'move';
});

document.addEventListener('dragend', () => mark(null));

document.addEventListener('drop', (event) => {
  const day = dayOf(event);
  mark(null);
  const name = event.dataTransfer.getData(TYPE);
  if (day === null || name === '') return;
  event.preventDefault();
  const form = document.getElementById(`form-${name}`);
  const input = form?.elements.namedItem('at');
  const button = form?.querySelector('button[value="move"]');
  if (!input || !button) return;
  const moved = `${day.dataset.day}T${input.value.slice(11)}`;
  if (moved === input.value) return;
  input.value = moved;
  form.requestSubmit(button);
});

function mark(day) {
  for (const one of document.querySelectorAll('.schedule__day--over'))
    if (one !== day) one.classList.remove('schedule__day--over');
  day?.classList.add('schedule__day--over');
}

/* What a link of the calendar names has the focus, so that Tab goes on from there. */
document.addEventListener('click', (event) => {
  const id = event.target.closest?.('.schedule__moment a')?.hash.slice(1);
  if (id) document.getElementById(id)?.focus();
});

const tellDrag = () => {
  for (const hint of document.querySelectorAll('.schedule__drag')) hint.hidden = false;
};
tellDrag();
document.addEventListener('dateline-swapped', tellDrag);
