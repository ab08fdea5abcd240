"""The exports of Jira, and of its add-ons, that are no issues."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects

OTHER_OBJECTS = OtherObjects(
    "Jira",
    "issues: Filters > View all issues > Export > CSV",
    (
        ExportedObject("worklogs", (), ("Worklog ID", "Work date", "Work description", "Worklog")),
        ExportedObject("worklogs", (), ("Time Spent (h)", "Date Started", "Logged by")),
        ExportedObject("worklogs", ("Username",), ("Hours", "Date", "Started")),
        ExportedObject("worklogs", ("Author", "Started")),
        ExportedObject("sprints", (), ("Sprint name", "Sprint ID", "Sprint goal")),
        ExportedObject("sprints", ("Goal", "Start date", "End date")),
        ExportedObject("users", ("User id", "email")),
        ExportedObject("users", ("User name",), ("email", "User status", "Active", "Last active")),
        ExportedObject("users", (), ("Added to org", "Last seen in Jira", "full_name")),
        ExportedObject("audit log", ("Category", "Author"), ("Event source", "Changed item")),
        ExportedObject("projects", ("Lead", "Key"), ("Name", "Project name")),
        ExportedObject("versions", ("Release date",), ("Version", "Name")),
    ),
)
