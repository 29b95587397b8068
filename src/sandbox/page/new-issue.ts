import type { Repository } from '../world/records.ts';
import { type FormField, type FormFile, fieldName } from './form-file.ts';
import { type Html, html, trusted } from './html.ts';
import { rendered } from './markdown.ts';
import { avatar } from './parts.ts';
import { pathOf, type Visit } from './visit.ts';

const flag = (name: string, isSet: boolean): Html => trusted(isSet ? ` ${name}` : '');

function control(field: FormField, name: string, typed: URLSearchParams): Html {
  const { kind, options, placeholder, value, isMultiple, isRequired } = field;
  const given = typed.getAll(name);
  const text = given[0] ?? value;
  if (kind === 'textarea') {
    return html`<textarea id="${name}" name="${name}" rows="5" placeholder="${placeholder}"${flag('required', isRequired)}>
${text}</textarea>`;
  }
  if (kind === 'dropdown') {
    return html`<select id="${name}" name="${name}"${flag('multiple', isMultiple)}${flag('required', isRequired)}>
${isMultiple ? null : html`<option value="">Choose…</option>`}
${options.map((one) => html`<option${flag('selected', given.includes(one))}>${one}</option>`)}</select>`;
  }
  if (kind === 'checkboxes') {
    return html`${options.map(
      (one) =>
        html`<label class="check"><input type="checkbox" name="${name}" value="${one}"${flag('checked', given.includes(one))}> ${one}</label>`,
    )}`;
  }
  return html`<input id="${name}" name="${name}" value="${text}" placeholder="${placeholder}"${flag('required', isRequired)}>`;
}

function question(field: FormField, index: number, visit: Visit, home: string): Html {
  const { label, description, value, isRequired } = field;
  if (field.kind === 'markdown') return html`<div class="text">${rendered(value, home)}</div>`;
  const name = fieldName(index);
  return html`
<div class="field">
  <label for="${name}">${label}${isRequired ? html` <span class="must" title="required">*</span>` : null}</label>
  ${description === '' ? null : html`<div class="quiet text">${rendered(description, home)}</div>`}
  ${control(field, name, visit.typed)}
</div>`;
}

/** A new issue: through a form of the repository, or a plain one. */
export function newIssue(visit: Visit, repository: Repository, form: FormFile | null): Html {
  const home = pathOf(repository);
  const title = visit.typed.get('title') ?? form?.title ?? '';
  return html`
<section class="narrow">
<div class="head"><h1>${form ? form.name : 'New issue'}</h1></div>
${form ? html`<p class="quiet">${form.description}</p>` : null}
<form method="post" action="${home}/issues" class="box pad">
  <p class="quiet by">${visit.person === null ? null : avatar(visit.person)} in ${repository.fullName}, as <strong>${visit.person}</strong></p>
  <input type="hidden" name="back" value="${visit.here}">
  ${form ? html`<input type="hidden" name="template" value="${form.file}">` : null}
  <div class="field"><label for="title">Title <span class="must">*</span></label>
  <input id="title" name="title" required maxlength="256" value="${title}"></div>
  ${
    form
      ? form.fields.map((field, index) => question(field, index, visit, home))
      : html`<div class="field"><label for="body">Description</label>
<textarea id="body" name="body" rows="8">
${visit.typed.get('body') ?? ''}</textarea></div>
<div class="field"><label for="labels">Labels</label>
<p class="quiet">Separated by commas. <code>incident</code> makes an incident of it, where you may label.</p>
<input id="labels" name="labels" value="${visit.typed.get('labels') ?? ''}"></div>`
  }
  <p class="end"><button class="primary">Submit new issue</button></p>
</form>
</section>`;
}
