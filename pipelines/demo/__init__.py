"""The simulated organisation, on which everything can be seen without a tool's export at hand."""

from pipelines.demo.write import DemoRefused, DemoReport, DemoTruth, write_demo

__all__ = ["DemoRefused", "DemoReport", "DemoTruth", "write_demo"]
