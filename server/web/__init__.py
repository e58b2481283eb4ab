"""Serves: pages and acts over HTTP, sockets for live boards; everybody's right is checked here once more."""
