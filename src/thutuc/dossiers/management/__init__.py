"""What `thutuc` does with dossiers, wired to arguments and progress bars by `config`."""
