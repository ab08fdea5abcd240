"""Output audits: candidates, stratified samples, reviewers and worksheets."""
