"""The pages that nobody writes by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tooling.docs.external import external_links_page
from tooling.docs.generated.classes import projection_pages
from tooling.docs.generated.code_lists import code_list_pages
from tooling.docs.generated.command_line import command_line_page
from tooling.docs.generated.doors import project_page
from tooling.docs.generated.operations import operation_pages, operations_table
from tooling.docs.generated.requirements import requirement_pages
from tooling.docs.generated.schemas import schema_pages, schemas_table
from tooling.docs.page import Page

if TYPE_CHECKING:
    from tooling.docs.edition import Edition


def generated_pages(edition: Edition) -> dict[str, Page]:
    made = [
        Page("operations", f"# {edition['operations']}\n{operations_table(edition, 'operations')}"),
        *operation_pages(edition),
        Page("schemas", f"# {edition['schemas']}\n{schemas_table(edition, 'schemas')}"),
        *schema_pages(edition),
        *code_list_pages(edition),
        *requirement_pages(edition),
        *projection_pages(edition),
        command_line_page(edition),
        project_page(edition),
        external_links_page(edition),
    ]
    return {page.name: page for page in made}
