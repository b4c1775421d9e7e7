"""The writer with a model: the same draft as the offline writer's, its prose written anew and proved anew."""
